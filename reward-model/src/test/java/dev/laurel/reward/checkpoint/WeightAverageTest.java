package dev.laurel.reward.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.Golden;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WeightAverageTest {

    @TempDir
    Path dir;

    @Test
    void everyNumberIsTheMean() {
        Path a = Golden.withTokenizer("qwen2_rm_f32", dir.resolve("a"));
        Path b = Golden.withTokenizer("qwen2_rm_bf16", dir.resolve("b"));

        WeightAverage.write(List.of(a, b), dir.resolve("mean"));

        HuggingFaceDirectory mean =
                HuggingFaceDirectory.open(dir.resolve("mean")).withTokenizer();
        HuggingFaceDirectory first = HuggingFaceDirectory.open(a);
        HuggingFaceDirectory second = HuggingFaceDirectory.open(b);
        for (Parameter parameter : mean.backbone().parameters()) {
            double[] means = Golden.doubles(mean.tensor(parameter).orElseThrow());
            double[] firsts = Golden.doubles(first.tensor(parameter).orElseThrow());
            float[] seconds = bfloat16(second.tensor(parameter).orElseThrow());
            assertThat(means).hasSize((int) parameter.size());
            for (int i = 0; i < means.length; i++) {
                assertThat(means[i]).isEqualTo((float) ((firsts[i] + (double) seconds[i]) / 2));
            }
        }
    }

    private static float[] bfloat16(StoredTensor tensor) {
        ByteBuffer bytes = tensor.map(0, tensor.length());
        float[] numbers = new float[bytes.remaining() / 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.intBitsToFloat((bytes.get(2 * i + 1) << 24) | ((bytes.get(2 * i) & 0xff) << 16));
        }
        return numbers;
    }

    @Test
    void aModelIsItsOwnMean() {
        Path model = Golden.withTokenizer("qwen2_rm_f32_sharded", dir.resolve("a"));

        WeightAverage.write(List.of(model, model, model), dir.resolve("mean"));

        assertThat(HuggingFaceDirectory.open(dir.resolve("mean")).weightDigest())
                .isEqualTo(HuggingFaceDirectory.open(model).weightDigest());
    }

    @Test
    void otherShapesAreRefused() {
        Path a = Golden.withTokenizer("qwen2_rm_f32", dir.resolve("a"));
        Path b = Golden.withTokenizer("qwen3_rm_f32", dir.resolve("b"));

        assertThatThrownBy(() -> WeightAverage.write(List.of(a, b), dir.resolve("mean")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("has other weights than " + a);
    }

    @ParameterizedTest
    @CsvSource({
        "0x3c00, 1",
        "0xc000, -2",
        "0x3555, 0.333251953125",
        "0x7bff, 65504",
        "0x0001, 5.9604644775390625e-8",
        "0x03ff, 6.097555160522461e-5",
        "0x0400, 6.103515625e-5",
        "0xfc00, -Infinity",
        "0x7e00, NaN"
    })
    void halfPrecisionIsRead(String bits, double number) {
        ByteBuffer buffer = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(Integer.decode(bits).shortValue()).flip();

        assertThat(StoredType.F16.next(buffer)).isEqualTo(Double.valueOf(number)); // by equals, for NaN
    }
}
