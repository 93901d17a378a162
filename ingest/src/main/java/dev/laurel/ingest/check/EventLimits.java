package dev.laurel.ingest.check;

/** How much one record may hold besides its conversation, whose bound is the record's size. */
public final class EventLimits {

    /** Candidates of one event, and answers of one ranking. */
    public static final int CANDIDATES = 1_000;

    /** Pairs of one prompt, and thereby of one event: those of a ranking of 141 answers. */
    public static final int PAIRS = 10_000;

    /** Bytes of all pairs of one prompt: each carries the conversation and two answers, and all may go into one transaction. */
    public static final long PAIR_BYTES = 32 << 20;

    static final int TAGS = 1_000;
    static final int ATTRIBUTES = 1_000;

    /** Of a comment, an attribute, or a reference, in UTF-16 units. */
    static final int LONGEST_NOTE = 65_536;

    /** Of a BCP 47 tag, in UTF-16 units; what is registered has at most 35. */
    static final int LONGEST_LANGUAGE = 64;

    private EventLimits() {}
}
