package dev.laurel.scorer.live;

/** A challenger at work. */
public record ShadowModel(LiveModel model, Challenger terms) {}
