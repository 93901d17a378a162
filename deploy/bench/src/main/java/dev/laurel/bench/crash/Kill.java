package dev.laurel.bench.crash;

/**
 * A kill of the trainer's process.
 *
 * @param window whose, from 1
 * @param aim the stage that was waited for
 * @param hit the stage that the process was in, as its files and the models topic tell afterwards
 */
public record Kill(int window, Stage aim, Stage hit) {}
