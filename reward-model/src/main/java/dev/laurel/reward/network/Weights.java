package dev.laurel.reward.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Random;

import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.checkpoint.StoredTensor;
import dev.laurel.reward.checkpoint.StoredType;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Moves weights between checkpoints and the engine, in slices, so that memory stays near the size of the weights. */
final class Weights {

    private static final long SLICE = 1 << 28; // bytes; also keeps each slice below what a buffer can address

    private Weights() {}

    /** A tensor of the engine with the numbers of a stored one. */
    static NDArray load(TorchModule module, NDManager owner, NDManager step, StoredTensor stored, DataType type) {
        NDArray target = owner.create(shape(stored.shape(), stored.shape().get(0)), type);
        read(module, step, stored, target);
        return target;
    }

    /** Puts the numbers of a stored tensor into one of the engine's that has its shape. */
    static void read(TorchModule module, NDManager step, StoredTensor stored, NDArray target) {
        long rows = stored.shape().get(0);
        long rowBytes = stored.length() / Math.max(1, rows);
        long rowsPerSlice = Math.max(1, SLICE / Math.max(1, rowBytes));
        for (long row = 0; row < rows; row += rowsPerSlice) {
            long count = Math.min(rowsPerSlice, rows - row);
            ByteBuffer bytes = stored.map(row * rowBytes, count * rowBytes);
            try (NDManager slice = step.newSubManager(Device.cpu())) {
                NDArray bits = slice.create(bytes, shape(stored.shape(), count), bitsType(stored.type()));
                long kind = stored.type() == StoredType.BF16 ? TorchTypes.BFLOAT16 : -1;
                module.run("put", false, new NDList(bits, slice.create(row), target, slice.create(kind)));
            }
        }
    }

    /**
     * A new reward head, as OpenRLHF makes one: normal with standard deviation 1 / (hidden + 1).
     *
     * @param seed decides the numbers
     */
    static NDArray newHead(NDManager owner, Backbone backbone, DataType type, long seed) {
        Random random = new Random(seed);
        float[] head = new float[backbone.hidden()];
        for (int i = 0; i < head.length; i++) {
            head[i] = (float) (random.nextGaussian() / (backbone.hidden() + 1));
        }
        NDArray row = owner.create(head, new Shape(1, head.length));
        return row.toType(type, true);
    }

    /** The same numbers in memory of their own. */
    static NDArray copy(NDArray weight, NDManager owner) {
        NDArray copy = weight.duplicate();
        copy.attach(owner);
        return copy;
    }

    /** Numbers of a new adapter's factors, as PEFT starts them; the same seed and order of calls give the same numbers. */
    static final class Init {
        private final NDManager owner;
        private final DataType type;
        private final Random random;

        Init(NDManager owner, DataType type, long seed) {
            this.owner = owner;
            this.type = type;
            this.random = new Random(seed);
        }

        /** Uniform between ± 1/√in (Kaiming with a = √5). */
        NDArray uniform(Parameter factor) {
            float[] numbers = new float[Math.toIntExact(factor.size())];
            double bound = 1 / Math.sqrt(factor.shape().get(1));
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
            NDArray created =
                    owner.create(numbers, shape(factor.shape(), factor.shape().get(0)));
            return created.toType(type, false);
        }

        NDArray zeros(Parameter factor) {
            return owner.zeros(shape(factor.shape(), factor.shape().get(0)), type);
        }
    }

    /** Refuses weights that hold a NaN or an infinity. */
    static void requireFinite(
            TorchModule module,
            NDManager step,
            HuggingFaceDirectory source,
            List<Parameter> parameters,
            NDList weights) {
        NDList arguments = new NDList(step.create(0L));
        arguments.addAll(TorchModule.list("weights", weights));
        int[] unusable = module.run("unusable", false, arguments)
                .singletonOrThrow()
                .toDevice(Device.cpu(), false)
                .toType(DataType.INT32, false)
                .toIntArray();
        for (int i = 0; i < unusable.length; i++) {
            if (unusable[i] != 0) {
                throw new CheckpointException(
                        source.path(), "tensor " + parameters.get(i).name() + " holds a NaN or an infinity");
            }
        }
    }

    /** Writes the numbers of a tensor as float32, little-endian, row by row. */
    static void write(NDArray tensor, WritableByteChannel channel) {
        long rows = tensor.getShape().get(0);
        long rowBytes = Math.max(1, tensor.size() / Math.max(1, rows)) * Double.BYTES;
        long rowsPerSlice = Math.max(1, SLICE / rowBytes);
        for (long row = 0; row < rows; row += rowsPerSlice) {
            try (PtNDArray slice = JniUtils.slice((PtNDArray) tensor, 0, row, Math.min(rows, row + rowsPerSlice), 1);
                    NDArray numbers = slice.toDevice(Device.cpu(), false).toType(DataType.FLOAT32, true)) {
                ByteBuffer bytes = numbers.toByteBuffer();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Shape shape(List<Long> sizes, long rows) {
        long[] shape = sizes.stream().mapToLong(Long::longValue).toArray();
        shape[0] = rows;
        return new Shape(shape);
    }

    private static DataType bitsType(StoredType type) {
        return switch (type) {
            case F64 -> DataType.FLOAT64;
            case F32 -> DataType.FLOAT32;
            case F16, BF16 -> DataType.FLOAT16;
        };
    }
}
