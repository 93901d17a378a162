package dev.laurel.trainer.handover;

import dev.laurel.trainer.window.WindowArchive;

/** The two sides of a window's split. */
public enum Side {
    TRAINING(WindowArchive.TRAINING),
    HOLDOUT(WindowArchive.HELD_OUT);

    private final String archive;

    Side(String archive) {
        this.archive = archive;
    }

    /** The archive file that holds it. */
    public String archive() {
        return archive;
    }

    /** @throws IllegalArgumentException naming a side that is not known */
    public static Side named(String name) {
        return switch (name) {
            case "training" -> TRAINING;
            case "holdout" -> HOLDOUT;
            default -> throw new IllegalArgumentException("no side \"" + name + "\"; there are [training, holdout]");
        };
    }
}
