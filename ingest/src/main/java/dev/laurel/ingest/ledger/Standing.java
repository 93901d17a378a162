package dev.laurel.ingest.ledger;

import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Completion;
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

    public void put(Slot slot, PreferencePair pair) {
        entries.put(slot.in(pairs), CODEC.encode(withoutTexts(pair)));
    }

    public void remove(Slot slot) {
        entries.delete(slot.in(pairs));
    }

    private static PreferencePair withoutTexts(PreferencePair pair) {
        return PreferencePair.newBuilder(pair)
                .setPrompt(List.of())
                .setTools(null)
                .setChosen(withoutText(pair.getChosen()))
                .setRejected(withoutText(pair.getRejected()))
                .build();
    }

    private static Completion withoutText(Completion answer) {
        return Completion.newBuilder(answer).setMessages(List.of()).build();
    }
}
