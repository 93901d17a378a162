package dev.laurel.trainer.promotion;

/**
 * Whether a challenger becomes the champion.
 *
 * @param reason why, with the figures, for people to read
 */
public record Decision(boolean promoted, String reason) {}
