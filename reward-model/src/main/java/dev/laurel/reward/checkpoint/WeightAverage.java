package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * The mean of several models' weights, number by number: fine-tuned from one another, they often average to a better model than any of them (Wortsman et al. 2022,
 * "Model soups"). Summed in float64 and written in float32, a piece of each tensor at a time, whatever the models' size.
 */
public final class WeightAverage {

    private static final int PIECE = 1 << 18; // numbers

    private WeightAverage() {}

    /**
     * Writes the average of reward models as another one, with configuration, tokenizer and profile of the first.
     *
     * @param models directories of one shape
     * @param target a new or empty directory
     * @throws CheckpointException if a model cannot be used, has no reward head, or is of another shape than the first
     */
    public static void write(List<Path> models, Path target) {
        List<HuggingFaceDirectory> opened = models.stream()
                .map(model -> HuggingFaceDirectory.open(model).withHead())
                .toList();
        HuggingFaceDirectory first = opened.get(0).withTokenizer();
        for (HuggingFaceDirectory other : opened) {
            if (!other.backbone().parameters().equals(first.backbone().parameters())) {
                throw new CheckpointException(
                        other.path(), "has other weights than " + first.path() + "; they cannot be averaged");
            }
        }
        first.saveAs(
                target,
                first.backbone().parameters().stream()
                        .map(parameter -> average(parameter, opened))
                        .toList());
    }

    private static TensorContent average(Parameter parameter, List<HuggingFaceDirectory> models) {
        List<StoredTensor> tensors = models.stream()
                .map(model -> model.tensor(parameter).orElseThrow())
                .toList();
        return new TensorContent(parameter, channel -> {
            for (long at = 0; at < parameter.size(); at += PIECE) {
                write(channel, tensors, at, (int) Math.min(PIECE, parameter.size() - at));
            }
        });
    }

    private static void write(WritableByteChannel channel, List<StoredTensor> tensors, long at, int numbers)
            throws IOException {
        double[] sum = new double[numbers];
        for (StoredTensor tensor : tensors) {
            int bytes = tensor.type().bytes();
            ByteBuffer piece = tensor.map(at * bytes, (long) numbers * bytes);
            for (int i = 0; i < numbers; i++) {
                sum[i] += tensor.type().next(piece);
            }
        }
        ByteBuffer mean = ByteBuffer.allocate(numbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double each : sum) {
            mean.putFloat((float) (each / tensors.size()));
        }
        mean.flip();
        while (mean.hasRemaining()) {
            channel.write(mean);
        }
    }
}
