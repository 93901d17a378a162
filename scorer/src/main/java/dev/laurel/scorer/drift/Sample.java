package dev.laurel.scorer.drift;

/**
 * What drift is watched by, of one scored response.
 *
 * @param line of the model that scored it
 * @param normalized its reward on the reference scale
 * @param tokens its length
 */
public record Sample(String line, double normalized, int tokens) {}
