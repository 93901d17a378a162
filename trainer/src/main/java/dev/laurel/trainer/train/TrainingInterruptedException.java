package dev.laurel.trainer.train;

/** Training that was stopped between two steps, because its process ends; it goes on from there in the next one. */
public final class TrainingInterruptedException extends RuntimeException {

    TrainingInterruptedException(long step, long steps) {
        super("interrupted at step " + step + " of " + steps + "; the next start goes on from there");
    }
}
