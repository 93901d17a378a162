package dev.laurel.bench.kit;

/** Measures memory in use, in bytes. */
public interface MemoryMeter {

    /** Whose memory it is. */
    String kind();

    /** How much more is in use at the peak of some work than before, after everything that is free has been given back. */
    long peakExtra(Runnable work);
}
