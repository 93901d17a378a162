package dev.laurel.ingest.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.laurel.schema.Completion;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;

/** The pairs that were published and not withdrawn, each in its slot. What a rule says today does not change what was published yesterday. */
public final class Standing {

    private static final RecordCodec<PreferencePair> CODEC = new RecordCodec<>("standing");

    private final Entries entries;
    private final EntryKey pairs;

    Standing(Entries entries, EntryKey prompt) {
        this.entries = entries;
        this.pairs = prompt.kind('O');
    }

    /** The pair as it was published, but without its texts. */
    public Optional<PreferencePair> in(Slot slot) {
        return entries.get(slot.in(pairs)).map(CODEC::decode);
    }

    /** Shows every pair, as {@link #in} does. */
    public void forEach(Consumer<PreferencePair> show) {
        entries.forEach(pairs, entry -> show.accept(CODEC.decode(entry.value())));
    }

    /** The slots of pairs. */
    public List<Slot> slots(Predicate<PreferencePair> which) {
        List<Slot> slots = new ArrayList<>();
        entries.forEach(pairs, entry -> {
            if (which.test(CODEC.decode(entry.value()))) {
                slots.add(Slot.read(entry.key().after(pairs)));
            }
        });
        return slots;
    }

    /** Lets pairs that stand name a person no more whose conversation they are said to be. */
    public void forgetSubject(String subject) {
        entries.forEach(pairs, entry -> {
            PreferencePair pair = CODEC.decode(entry.value());
            if (pair.getSource().getSubject().filter(subject::equals).isPresent()) {
                PairSource source = Copies.of(pair.getSource());
                source.put("subject", null);
                PreferencePair copy = Copies.of(pair);
                copy.put("source", source);
                entries.put(entry.key(), CODEC.encode(copy));
            }
        });
    }

    public void put(Slot slot, PreferencePair pair) {
        entries.put(slot.in(pairs), CODEC.encode(withoutTexts(pair)));
    }

    public void remove(Slot slot) {
        entries.delete(slot.in(pairs));
    }

    /** A pair that says everything but the texts. */
    public static PreferencePair withoutTexts(PreferencePair pair) {
        PreferencePair copy = Copies.of(pair);
        copy.put("prompt", List.of());
        copy.put("tools", null);
        copy.put("chosen", withoutText(pair.getChosen()));
        copy.put("rejected", withoutText(pair.getRejected()));
        return copy;
    }

    private static Completion withoutText(Completion answer) {
        Completion copy = Copies.of(answer);
        copy.put("messages", List.of());
        return copy;
    }
}
