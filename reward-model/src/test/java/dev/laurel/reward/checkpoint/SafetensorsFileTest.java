package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import dev.laurel.reward.Golden;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SafetensorsFileTest {

    @TempDir
    Path dir;

    @Test
    void readsNamesShapesAndNumbers() throws IOException {
        Path file = file("{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}", 8);

        StoredTensor a = SafetensorsFile.open(file).tensors().get("a");

        assertThat(a.type()).isEqualTo(StoredType.F32);
        assertThat(a.shape()).containsExactly(2L);
        assertThat(Golden.doubles(a)).containsExactly(0, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}                        | 7 | data_offsets [0, 8] outside of 7 bytes",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}                        | 9 | 1 bytes after the last tensor",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}                        | 8 | 8 bytes for F32 of shape [3]",
                "{'a':{'dtype':'I8','shape':[8],'data_offsets':[0,8]}}                         | 8 | dtype 'I8'",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}                       | 8 | shape holds -2",
                "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}                      | 8 | shape holds 2.0",
                "{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}                          | 8 | shape is no array",
                "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}}    | 0 | is too large",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}                        | 8 | data_offsets [8, 0]",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}}     | 8 | data_offsets holds",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}                          | 8 | data_offsets [0]",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}                        | 8 | follows a gap",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | overlaps another",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | Duplicate field",
                "{'a':7}                                                                       | 8 | dtype ''",
                "[1]                                                                           | 8 | is no JSON object",
                "{'a'                                                                          | 8 | is no JSON",
                "{} {}                                                                         | 8 | is no JSON"
            })
    void refusesByName(String header, int dataBytes, String complaint) throws IOException {
        Path file = file(header.strip(), dataBytes);

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource({"-1", "9223372036854775807", "100000001", "1000", "0"})
    void refusesAHeaderLengthThatDoesNotFit(long length) throws IOException {
        Path file = dir.resolve("f");
        byte[] bytes = new byte[100];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Files.write(file, bytes);

        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("header length " + length);
    }

    /** Thousands of damaged files end in tensors that lie inside the file, or in our exception. */
    @Test
    void damagedFilesEndInAResultOrInOurException() throws IOException {
        byte[] whole = Files.readAllBytes(Golden.checkpoint("qwen2_rm_bf16").resolve("model.safetensors"));
        int header =
                8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] head = java.util.Arrays.copyOf(whole, header + 64);
        Random random = new Random(1);
        Path file = dir.resolve("damaged");
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = java.util.Arrays.copyOf(i % 2 == 0 ? head : whole, 1 + random.nextInt(whole.length));
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                damaged[random.nextInt(Math.min(header, damaged.length))] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                SafetensorsFile.open(file).tensors().values().forEach(tensor -> tensor.map(0, tensor.length()));
            } catch (CheckpointException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2900);
    }

    private Path file(String header, int dataBytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        return Files.write(dir.resolve("f.safetensors"), bytes.array());
    }
}
