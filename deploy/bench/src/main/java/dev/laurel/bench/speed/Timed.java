package dev.laurel.bench.speed;

/** Work whose time is measured, so often in a row that a clock can tell. */
final class Timed {

    private static final double LONG_ENOUGH = 0.2; // seconds of one measurement

    private final Runnable work;
    private final int times;

    /** Runs the work twice, to warm it up and to see how long it takes. */
    Timed(Runnable work) {
        this.work = work;
        work.run();
        this.times = times(seconds(work));
    }

    /** How often something is repeated that takes so many seconds. */
    static int times(double seconds) {
        return (int) Math.max(1, Math.ceil(LONG_ENOUGH / Math.max(1e-6, seconds)));
    }

    /** Seconds of the work once. */
    double seconds() {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (System.nanoTime() - start) / 1e9 / times;
    }

    /** Seconds of some work, run once. */
    static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
