package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A tensor inside a safetensors file, checked to lie within it.
 *
 * @param shape sizes of its dimensions, outermost first
 * @param begin where its numbers begin, in bytes from the start of the file
 * @param length bytes of all its numbers
 */
public record StoredTensor(Path file, String name, StoredType type, List<Long> shape, long begin, long length) {

    /**
     * Part of the numbers, little-endian and row by row, mapped into memory, not read.
     *
     * @param from first byte wanted, from the start of the tensor
     */
    public ByteBuffer map(long from, long bytes) {
        if (from < 0 || bytes < 0 || from + bytes > length) {
            throw new IndexOutOfBoundsException(name + ": " + bytes + " bytes from " + from + " of " + length);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < begin + length) {
                throw new CheckpointException(file, "became shorter while it was read");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, begin + from, bytes)
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
