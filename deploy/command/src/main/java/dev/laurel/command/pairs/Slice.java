package dev.laurel.command.pairs;

/** Part of the pairs that models are compared on; the last two leave the bias to length out. */
public enum Slice {
    ALL("all pairs"),
    SHORTER_CHOSEN("shorter answer chosen"),
    LENGTH_MATCHED("lengths within 10 %");

    private static final double MATCHED = 0.1;

    private final String label;

    Slice(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean holds(ComparedPair pair) {
        int chosen = pair.chosenLength();
        int rejected = pair.rejectedLength();
        return switch (this) {
            case ALL -> true;
            case SHORTER_CHOSEN -> chosen < rejected;
            case LENGTH_MATCHED -> Math.abs(chosen - rejected) <= MATCHED * Math.max(chosen, rejected);
        };
    }
}
