package dev.laurel.scorer.drift;

/** What is watched of scored responses, and the fixed bins it is counted in, so that counts of different times can be held against each other. */
public enum Measure {
    /** Normalised reward: tenths from -6 to 6, and what is beyond. */
    REWARD(122) {
        @Override
        int bin(double value) {
            return clipped(Math.floor(value * 10) + 61);
        }
    },
    /** Length in tokens: four bins each time it doubles, up to 262,144. */
    LENGTH(72) {
        @Override
        int bin(double value) {
            return clipped(Math.floor(4 * Math.log(Math.max(1, value)) / Math.log(2)));
        }
    };

    private final int bins;

    Measure(int bins) {
        this.bins = bins;
    }

    /** How many bins there are. */
    public int bins() {
        return bins;
    }

    abstract int bin(double value);

    int clipped(double bin) {
        return (int) Math.max(0, Math.min(bins - 1.0, bin));
    }
}
