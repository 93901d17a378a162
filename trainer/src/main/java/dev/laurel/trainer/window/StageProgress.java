package dev.laurel.trainer.window;

/**
 * How much of something long is done.
 *
 * @param of how much there is in all, as far as is known
 * @param what is counted: {@code records} or {@code pairs}
 */
public record StageProgress(long done, long of, String what) {}
