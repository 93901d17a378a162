package dev.laurel.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.laurel.ingest.erase.Counts;
import dev.laurel.ingest.erase.ErasedPeople;
import dev.laurel.ingest.erase.ErasedPeople.UnderWay;
import dev.laurel.ingest.join.Reference;
import dev.laurel.ingest.join.UnjoinedFeedback;
import dev.laurel.ingest.ledger.Deadlines.Held;
import dev.laurel.ingest.ledger.Entries;
import dev.laurel.ingest.ledger.EntryKey;
import dev.laurel.ingest.ledger.LedgerAges;
import dev.laurel.ingest.ledger.PendingEntries;
import dev.laurel.ingest.ledger.PromptLedger;
import dev.laurel.ingest.pair.EarlierPairs;
import dev.laurel.ingest.pair.LedgerErasure;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.ErasureState;
import dev.laurel.schema.ErasureStatus;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.PromptReference;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One way through all stores of a task, for the erasures that were under way at its beginning. Entries in whose bytes a person's pseudonym stands tell which
 * ledgers to look into; there the records themselves say whose they are. For one task's thread.
 */
final class ErasurePass {

    private static final Duration SLICE = Duration.ofMillis(200);
    private static final int BATCH = 1_000;
    private static final int EVENTS = 200;

    private final ProcessorContext<byte[], Object> context;
    private final List<Erasing> erasing = new ArrayList<>();
    private final ErasedPeople people;
    private final Function<byte[], FeedbackEvent> feedback;
    private final PairSettings settings;
    private final IngestMetrics metrics;
    private final StoredEntries ledgers;
    private final EarlierLedgerStore earlier;
    private final LedgerAges ages;
    private final UnjoinedFeedback unjoined;

    private Place place = Place.EARLIER;
    private Optional<String> earlierFrom = Optional.empty();
    private EntryKey ledgersAfter = PromptLedger.ALL;
    private Optional<EntryKey> waitingAfter = Optional.empty();

    private enum Place {
        EARLIER,
        LEDGERS,
        WAITING,
        END
    }

    /** An erasure with what it has taken out so far. */
    private static final class Erasing {
        private final ErasureRequest request;
        private final byte[] subject;
        private UnderWay underWay;

        Erasing(ErasureRequest request, UnderWay underWay) {
            this.request = request;
            this.subject = request.getSubject().getBytes(StandardCharsets.UTF_8);
            this.underWay = underWay;
        }

        boolean isNamedIn(byte[] bytes) {
            return EntryKey.indexOf(bytes, subject) >= 0;
        }

        boolean concerns(String promptKey) {
            return promptKey.startsWith(request.getTenant() + "/");
        }
    }

    ErasurePass(
            ProcessorContext<byte[], Object> context,
            List<UnderWay> underWay,
            ErasedPeople people,
            Function<byte[], ErasureRequest> requests,
            Function<byte[], FeedbackEvent> feedback,
            PairSettings settings,
            IngestMetrics metrics) {
        this.context = context;
        this.people = people;
        this.feedback = feedback;
        this.settings = settings;
        this.metrics = metrics;
        this.ledgers = new StoredEntries(context, StoredEntries.LEDGERS);
        this.earlier = new EarlierLedgerStore(context);
        this.ages = new LedgerAges(ledgers);
        this.unjoined = new UnjoinedFeedback(new StoredEntries(context, StoredEntries.JOINS));
        underWay.forEach(each -> erasing.add(new Erasing(requests.apply(each.value()), each)));
    }

    /** Goes on for a while; says whether it is at the end. */
    boolean slice() {
        long deadline = System.nanoTime() + SLICE.toNanos();
        do {
            switch (place) {
                case EARLIER -> searchEarlier();
                case LEDGERS -> searchLedgers();
                case WAITING -> searchWaiting();
                case END -> {
                    return true;
                }
            }
        } while (System.nanoTime() < deadline);
        return false;
    }

    /** What is to be said of each erasure when the pass has ended. */
    List<ErasureStatus> ended(ErasureState state, List<String> problems) {
        return erasing.stream()
                .map(each -> ErasureStatus.newBuilder()
                        .setErasureId(each.request.getErasureId())
                        .setTenant(each.request.getTenant())
                        .setPart("ingest")
                        .setPartition(context.taskId().partition())
                        .setState(state)
                        .setCounts(new HashMap<>(each.underWay.counts().byName()))
                        .setProblems(problems)
                        .setEventTime(now())
                        .build())
                .toList();
    }

    /** Ledgers of earlier versions that may be concerned are taken over first. */
    private void searchEarlier() {
        List<PromptKey> found = new ArrayList<>();
        earlierFrom = earlier.search(
                ledger -> erasing.stream().anyMatch(each -> each.isNamedIn(ledger)),
                earlierFrom,
                BATCH,
                key -> found.add(PromptKey.parse(key)));
        found.forEach(this::takeOver);
        place = earlierFrom.isPresent() ? Place.EARLIER : Place.LEDGERS;
    }

    private void takeOver(PromptKey key) {
        earlier.find(key).ifPresent(known -> {
            PendingEntries entries = new PendingEntries(ledgers);
            Held arrival = new Held(now(), context.taskId().partition(), DeadLetters.UNKNOWN_OFFSET, new byte[0]);
            new EarlierPairs(new PromptLedger(key, entries), arrival).takeOver(known);
            metrics.waiting(context, entries);
            entries.writeTo(ledgers);
            ages.touch(key, now(), Duration.ZERO);
            earlier.delete(key);
            known.answers()
                    .forEach(answer -> tell(Reference.toResponse(key.tenant(), answer.getResponseId())
                            .to(key.promptId(), now())));
        });
    }

    private void searchLedgers() {
        List<Entries.Entry> next = ledgers.first(PromptLedger.ALL, ledgersAfter, BATCH);
        for (Entries.Entry entry : next) {
            ledgersAfter = entry.key();
            if (isNamedIn(entry)) {
                String prompt = entry.key().after(PromptLedger.ALL).name();
                ledgersAfter = erase(PromptKey.parse(prompt))
                        ? PromptLedger.entries(prompt).afterAll()
                        : PromptLedger.entries(prompt);
                return;
            }
        }
        place = next.isEmpty() ? Place.WAITING : Place.LEDGERS;
    }

    private boolean isNamedIn(Entries.Entry entry) {
        return erasing.stream()
                .anyMatch(each -> each.isNamedIn(entry.value())
                        || each.isNamedIn(entry.key().bytes()));
    }

    /** Says whether the ledger is done with. */
    private boolean erase(PromptKey prompt) {
        boolean complete = true;
        for (Erasing each : erasing) {
            if (each.concerns(prompt.toString())) {
                PendingEntries entries = new PendingEntries(ledgers);
                LedgerErasure.Erased erased = new LedgerErasure(new PromptLedger(prompt, entries), settings, feedback)
                        .erase(each.request.getSubject(), EVENTS);
                metrics.waiting(context, entries);
                entries.writeTo(ledgers);
                erased.changes().forEach(pair -> publish(prompt, pair));
                erased.answers().forEach(id -> forget(Reference.toResponse(prompt.tenant(), id), prompt.promptId()));
                erased.feedbackIds()
                        .forEach(id -> forget(Reference.toFeedback(prompt.tenant(), id), prompt.promptId()));
                count(
                        each,
                        new Counts(
                                erased.events(),
                                erased.answers().size(),
                                erased.changes().size(),
                                0));
                complete &= erased.complete();
            }
        }
        return complete;
    }

    private void searchWaiting() {
        List<UnjoinedFeedback.Waiting> found = new ArrayList<>();
        waitingAfter = unjoined.show(waitingAfter, BATCH, found::add);
        for (UnjoinedFeedback.Waiting record : found) {
            for (Erasing each : erasing) {
                if (each.isNamedIn(record.value()) && isOf(each.request, feedback.apply(record.value()))) {
                    unjoined.remove(record);
                    metrics.waitsForPrompt().of(context.taskId().toString()).removed();
                    count(each, new Counts(0, 0, 0, 1));
                    break; // it may be asked for twice
                }
            }
        }
        place = waitingAfter.isPresent() ? Place.WAITING : Place.END;
    }

    private static boolean isOf(ErasureRequest request, FeedbackEvent event) {
        return event.getTenant().equals(request.getTenant())
                && event.getSource()
                        .getSubject()
                        .filter(request.getSubject()::equals)
                        .isPresent();
    }

    private void count(Erasing each, Counts more) {
        each.underWay = each.underWay.plus(more);
        people.keep(each.underWay);
    }

    private void publish(PromptKey key, PreferencePair pair) {
        metrics.paired(pair);
        context.forward(
                new Record<>(key.toBytes(), (Object) pair, context.currentSystemTimeMs(), new RecordHeaders()),
                IngestTopology.PAIRS);
    }

    private void forget(Reference reference, String promptId) {
        tell(PromptReference.newBuilder(reference.to(promptId, now()))
                .setForgotten(true)
                .build());
    }

    private void tell(PromptReference reference) {
        byte[] key = Reference.of(reference).key().toBytes();
        context.forward(
                new Record<>(key, (Object) reference, context.currentSystemTimeMs(), new RecordHeaders()),
                IngestTopology.PROMPT_IDS);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
