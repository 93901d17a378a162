package dev.laurel.command.console;

/** What the command's exit codes mean. */
public final class Exit {

    /** Done. */
    public static final int OK = 0;
    /** The work failed or found nothing it could use. */
    public static final int FAILED = 1;
    /** The command was not understood. */
    public static final int USAGE = 2;
    /** Kafka, the registry or a service did not answer. */
    public static final int UNREACHABLE = 3;
    /** A version was trained and the gate held it back. */
    public static final int HELD_BACK = 4;
    /** A version was trained again and something differs. */
    public static final int DIFFERENT = 5;
    /** Whether a version can be reproduced cannot be said here: pairs were erased, or the machine computes differently. */
    public static final int UNDECIDED = 6;

    /** Some rows of a file were refused; the others were taken. */
    public static final int PARTLY = 7;

    private Exit() {}
}
