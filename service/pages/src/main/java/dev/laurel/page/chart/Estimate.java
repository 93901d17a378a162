package dev.laurel.page.chart;

/** A mean, or another figure, with the bounds of its interval. */
public record Estimate(double mean, double low, double high) {}
