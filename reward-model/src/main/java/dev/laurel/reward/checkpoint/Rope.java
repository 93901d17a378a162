package dev.laurel.reward.checkpoint;

/** The rotary position embedding of a backbone: which angle per position each pair of dimensions turns by. */
public sealed interface Rope {

    /** The angle of one position, in radians, for a pair of dimensions whose unscaled angle this is. */
    double scaled(double inverseFrequency);

    /** Base of the geometric series of wavelengths. */
    double theta();

    /** Inverse frequencies, one per pair of dimensions (Su et al. 2021, section 3.4.2). */
    default double[] inverseFrequencies(int headDim) {
        double[] inverse = new double[headDim / 2];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = scaled(1 / Math.pow(theta(), 2.0 * i / headDim));
        }
        return inverse;
    }

    /** As trained. */
    record Plain(double theta) implements Rope {
        @Override
        public double scaled(double inverseFrequency) {
            return inverseFrequency;
        }
    }

    /** Positions divided by a factor. */
    record Linear(double theta, double factor) implements Rope {
        @Override
        public double scaled(double inverseFrequency) {
            return inverseFrequency / factor;
        }
    }

    /** Llama 3.1's: long wavelengths divided by a factor, short ones kept, those between blended. */
    record Llama3(double theta, double factor, double lowFactor, double highFactor, double originalPositions)
            implements Rope {
        @Override
        public double scaled(double inverseFrequency) {
            double wavelength = 2 * Math.PI / inverseFrequency;
            if (wavelength < originalPositions / highFactor) {
                return inverseFrequency;
            }
            if (wavelength > originalPositions / lowFactor) {
                return inverseFrequency / factor;
            }
            double kept = (originalPositions / wavelength - lowFactor) / (highFactor - lowFactor);
            return (1 - kept) * inverseFrequency / factor + kept * inverseFrequency;
        }
    }
}
