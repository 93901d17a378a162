package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * Numbers of a weight on their way into a checkpoint.
 *
 * @param parameter what is written
 * @param source puts all of them, float32 and little-endian, row by row, into a channel
 */
public record TensorContent(Parameter parameter, Source source) {

    /** Writes the numbers. */
    @FunctionalInterface
    public interface Source {
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    /** Bytes of the numbers. */
    long length() {
        return Math.multiplyExact(parameter.size(), (long) StoredType.F32.bytes());
    }
}
