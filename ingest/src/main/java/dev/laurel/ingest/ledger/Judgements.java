package dev.laurel.ingest.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.laurel.ingest.ledger.EventKey.Moment;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;

/** The events of one prompt: those that count, and the ids of those that do not. */
public final class Judgements {

    private static final RecordCodec<FeedbackEvent> CODEC = new RecordCodec<>("judgement");
    static final char PAST = 'D';
    static final char LATEST = 'F';

    private static final byte CAME = 1;

    private final Entries entries;
    private final EntryKey counting;
    private final EntryKey past;
    private final EntryKey latest;
    private final EarlierSlots earlier;

    Judgements(Entries entries, EntryKey prompt, EarlierSlots earlier) {
        this.entries = entries;
        this.counting = prompt.kind('J');
        this.past = prompt.kind(PAST);
        this.latest = prompt.kind(LATEST);
        this.earlier = earlier;
    }

    /** The event, without its texts, if it counts. */
    public Optional<FeedbackEvent> find(EventKey event) {
        return entries.get(event.in(counting)).map(CODEC::decode);
    }

    /** Shows every event that counts, without its texts. */
    public void forEach(Consumer<FeedbackEvent> show) {
        entries.forEach(counting, entry -> show.accept(CODEC.decode(entry.value())));
    }

    /** Keeps an event that counts, without the texts, which the ledger keeps once. */
    public void keep(FeedbackEvent event) {
        entries.put(EventKey.of(event).in(counting), CODEC.encode(withoutTexts(event)));
    }

    /** What a ledger keeps of an event. */
    public static FeedbackEvent withoutTexts(FeedbackEvent event) {
        FeedbackEvent copy = Copies.of(event);
        copy.put("messages", List.of());
        copy.put("tools", null);
        copy.put(
                "candidates",
                event.getCandidates().stream().map(Judgements::withoutText).toList());
        return copy;
    }

    private static Candidate withoutText(Candidate candidate) {
        Candidate copy = Copies.of(candidate);
        copy.put("messages", List.of());
        return copy;
    }

    /** Whether the event came, and does not count any more or never did. */
    public boolean cameAndPassed(EventKey event) {
        return past(event).filter(bytes -> bytes[0] == CAME).isPresent();
    }

    /** Whether the event is not to count, be it that it came or that it has yet to come. */
    public boolean isPast(EventKey event) {
        return past(event).isPresent();
    }

    private Optional<byte[]> past(EventKey event) {
        return entries.get(event.in(past))
                .or(() -> earlier.marked() ? entries.get(ofAnySystem(event.id()).in(past)) : Optional.empty());
    }

    /** Of the events that passed in an earlier ledger the system was not kept. */
    public static EventKey ofAnySystem(String eventId) {
        return new EventKey("", eventId);
    }

    /**
     * Lets an event count no more, now and whenever it comes.
     *
     * @param came whether it is here
     */
    public void pass(EventKey event, boolean came) {
        if (find(event).isPresent()) {
            entries.delete(event.in(counting));
        }
        entries.put(event.in(past), new byte[] {came ? CAME : 0});
    }

    /** The latest event with a feedback id of a system. */
    public Optional<Moment> latest(String system, String feedbackId) {
        EntryKey key = latest.names(feedbackId, system);
        return entries.get(key).map(bytes -> Moment.read(bytes));
    }

    public void keepLatest(String system, String feedbackId, Moment moment) {
        entries.put(latest.names(feedbackId, system), moment.bytes());
    }
}
