package dev.laurel.reward.network;

import dev.laurel.reward.engine.Dtype;

import ai.djl.ndarray.types.DataType;

/** What the native library calls the formats of a computation. */
final class TorchTypes {

    /** Torch's number of bfloat16, which DJL cannot create tensors of. */
    static final int BFLOAT16 = 15;

    private TorchTypes() {}

    /** Torch's number of the format that is computed in. */
    static long number(Dtype dtype) {
        return switch (dtype) {
            case FLOAT32 -> 6;
            case FLOAT64 -> 7;
            case BFLOAT16 -> BFLOAT16;
        };
    }

    /** The format of the weights that are trained. */
    static DataType master(Dtype dtype) {
        return dtype == Dtype.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
    }
}
