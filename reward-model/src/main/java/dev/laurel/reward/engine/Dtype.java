package dev.laurel.reward.engine;

/** The number format that a network computes in; master weights are float32 unless the format is wider. */
public enum Dtype {
    /** The default on a CPU: exact parity with other float32 implementations. */
    FLOAT32,
    /** Half the memory and, with matrix instructions for it, several times the speed; for training and scoring at scale. */
    BFLOAT16,
    /** For reference runs that leave rounding out of the comparison. */
    FLOAT64
}
