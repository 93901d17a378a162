package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A safetensors file: eight bytes of header length, a JSON header, the numbers. The header is believed in nothing: every tensor must lie
 * inside the file, as large as its shape says, and the tensors must cover the data without gap or overlap.
 */
public final class SafetensorsFile {

    private static final int LENGTH_BYTES = 8;
    private static final int ALIGNMENT = 8;
    private static final long MAX_HEADER = 100_000_000; // the format's own limit
    private static final String METADATA = "__metadata__";

    private final Path path;
    private final Map<String, StoredTensor> tensors;

    private SafetensorsFile(Path path, Map<String, StoredTensor> tensors) {
        this.path = path;
        this.tensors = tensors;
    }

    /**
     * Reads and checks the header.
     *
     * @throws CheckpointException naming what is wrong
     */
    public static SafetensorsFile open(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < LENGTH_BYTES) {
                throw new CheckpointException(path, "is no safetensors file: " + size + " bytes");
            }
            long header = read(channel, 0, LENGTH_BYTES).getLong();
            if (header < 2 || header > MAX_HEADER || header > size - LENGTH_BYTES) {
                throw new CheckpointException(
                        path, "header length " + header + " does not fit a file of " + size + " bytes");
            }
            byte[] json = read(channel, LENGTH_BYTES, (int) header).array();
            long data = LENGTH_BYTES + header;
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            Json.object(path, json).properties().forEach(field -> {
                if (!field.getKey().equals(METADATA)) {
                    tensors.put(field.getKey(), tensor(path, field.getKey(), field.getValue(), data, size - data));
                }
            });
            requireCover(path, tensors, data, size);
            return new SafetensorsFile(path, tensors);
        } catch (IOException e) {
            throw new CheckpointException(path, "cannot be read: " + e, e);
        }
    }

    public Path path() {
        return path;
    }

    /** The tensors by name, in the header's order. */
    public Map<String, StoredTensor> tensors() {
        return Map.copyOf(tensors);
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new IOException("ended at byte " + (at + buffer.position()));
            }
        }
        return buffer.flip();
    }

    private static StoredTensor tensor(Path path, String name, JsonNode entry, long data, long available) {
        StoredType type = type(path, name, entry.path("dtype").asText());
        List<Long> shape = numbers(path, name, "shape", entry.path("shape"));
        List<Long> offsets = numbers(path, name, "data_offsets", entry.path("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > available) {
            throw new CheckpointException(
                    path, name + ": data_offsets " + offsets + " outside of " + available + " bytes");
        }
        long length = offsets.get(1) - offsets.get(0);
        if (length != bytes(path, name, type, shape)) {
            throw new CheckpointException(path, name + ": " + length + " bytes for " + type + " of shape " + shape);
        }
        return new StoredTensor(path, name, type, shape, data + offsets.get(0), length);
    }

    private static StoredType type(Path path, String name, String dtype) {
        for (StoredType type : StoredType.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw new CheckpointException(path, name + ": dtype '" + dtype + "' is none of F64, F32, F16, BF16");
    }

    private static List<Long> numbers(Path path, String name, String field, JsonNode array) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : array) {
            if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
                throw new CheckpointException(path, name + ": " + field + " holds " + number);
            }
            numbers.add(number.longValue());
        }
        if (!array.isArray()) {
            throw new CheckpointException(path, name + ": " + field + " is no array");
        }
        return List.copyOf(numbers);
    }

    private static long bytes(Path path, String name, StoredType type, List<Long> shape) {
        try {
            long bytes = type.bytes();
            for (long size : shape) {
                bytes = Math.multiplyExact(bytes, size);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw new CheckpointException(path, name + ": shape " + shape + " is too large", e);
        }
    }

    private static void requireCover(Path path, Map<String, StoredTensor> tensors, long data, long size) {
        List<StoredTensor> ordered = new ArrayList<>(tensors.values());
        ordered.sort(Comparator.comparingLong(StoredTensor::begin).thenComparingLong(StoredTensor::length));
        long at = data;
        for (StoredTensor tensor : ordered) {
            if (tensor.begin() != at) {
                throw new CheckpointException(
                        path, tensor.name() + (tensor.begin() < at ? " overlaps another tensor" : " follows a gap"));
            }
            at += tensor.length();
        }
        if (at != size) {
            throw new CheckpointException(path, (size - at) + " bytes after the last tensor");
        }
    }

    /** Writes a new file of float32 tensors, in their order, and forces it to the disk. */
    public static void write(Path file, List<TensorContent> tensors) throws IOException {
        ByteBuffer header = header(tensors);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long expected = header.remaining();
            while (header.hasRemaining()) {
                channel.write(header);
            }
            for (TensorContent tensor : tensors) {
                tensor.source().writeTo(channel);
                expected += tensor.length();
                if (channel.position() != expected) {
                    throw new IllegalStateException(tensor.parameter().name() + " has written "
                            + (channel.position() - expected + tensor.length()) + " of " + tensor.length() + " bytes");
                }
            }
            channel.force(true);
        }
    }

    private static ByteBuffer header(List<TensorContent> tensors) throws IOException {
        ObjectNode header = Json.newObject();
        header.putObject("__metadata__").put("format", "pt");
        long at = 0;
        for (TensorContent tensor : tensors) {
            ObjectNode entry = header.putObject(tensor.parameter().name());
            entry.put("dtype", StoredType.F32.name());
            ArrayNode shape = entry.putArray("shape");
            tensor.parameter().shape().forEach(shape::add);
            entry.putArray("data_offsets").add(at).add(at + tensor.length());
            at += tensor.length();
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(json);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.flip();
    }
}
