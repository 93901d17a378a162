package dev.laurel.scorer.live;

/** A challenger at work. */
public record Trial(LiveModel model, Challenger terms) {}
