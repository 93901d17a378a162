package dev.laurel.reward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.LoraAdapter;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.Message;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Thousands of damaged model directories end in a model or in an exception that names a file; never in an abort or a hang. */
class HostileDirectoryTest {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final List<String> VALUES = List.of(
            "0",
            "-1",
            "1",
            "3",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "1e308",
            "1e-320",
            "0.5",
            "null",
            "true",
            "\"x\"",
            "[]",
            "{}",
            "NaN");

    @TempDir
    Path dir;

    private final Random random = new Random(20261123);
    private Path model;
    private Map<Path, byte[]> whole;

    @BeforeEach
    void copy() throws IOException {
        Path adapter = Golden.adapter("adapter_seqcls", dir.resolve("m"));
        Path sharded = Golden.checkpoint("qwen2_rm_f32_sharded");
        model = adapter.resolveSibling("base");
        Files.delete(model.resolve("model.safetensors"));
        try (Stream<Path> files = Files.list(sharded)) {
            for (Path file :
                    files.filter(each -> each.toString().contains("model")).toList()) {
                Files.copy(file, model.resolve(file.getFileName()));
            }
        }
        whole = new TreeMap<>();
        for (Path folder : List.of(model, adapter)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    whole.put(file, Files.readAllBytes(file));
                }
            }
        }
    }

    @Test
    void damagedDirectoriesAreOpenedOrRefused() throws IOException {
        List<Path> files = whole.keySet().stream()
                .filter(file -> !file.getFileName().toString().startsWith("tokenizer"))
                .toList();
        Map<Boolean, Integer> ends = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            boolean opened = ends(files.get(random.nextInt(files.size())), () -> {
                HuggingFaceDirectory.open(model).weightDigest();
                LoraAdapter.open(model.resolveSibling("adapter")).weightDigest();
            });
            ends.merge(opened, 1, Integer::sum);
        }
        assertThat(ends.get(false)).isGreaterThan(1_000);
        assertThat(ends.get(true)).isGreaterThan(200);
    }

    @Test
    void damagedModelsScoreOrAreRefused() throws IOException {
        List<Path> files = List.copyOf(whole.keySet());
        List<Message> conversation = List.of(new Message("user", "Why?"), new Message("assistant", "Because."));
        Map<Boolean, Integer> ends = new HashMap<>();
        try (Engine engine = TestEngine.start(Dtype.FLOAT32)) {
            for (int i = 0; i < 150; i++) {
                boolean scored = ends(files.get(random.nextInt(files.size())), () -> {
                    try (RewardModel loaded = RewardModel.load(model.resolveSibling("adapter"), engine)) {
                        loaded.score(List.of(loaded.text().encode(conversation)));
                    } catch (IllegalArgumentException e) {
                        assertThat(e.getClass().getName()).startsWith("java.lang"); // a text or sequence it cannot read
                    }
                });
                ends.merge(scored, 1, Integer::sum);
            }
        }
        assertThat(ends.get(false)).isGreaterThan(40);
        assertThat(ends.get(true)).isGreaterThan(10);
    }

    /** Whether work on the directory, with one file damaged, ends in a result rather than in our exception. */
    private boolean ends(Path file, Runnable work) throws IOException {
        byte[] content = whole.get(file);
        byte[] damaged = random.nextBoolean() && !file.toString().endsWith(".safetensors")
                ? withOtherValue(content)
                : withOtherBytes(content);
        Files.write(file, damaged);
        try {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    work::run,
                    () -> "no end with this " + file.getFileName() + ": " + head(damaged));
            return true;
        } catch (CheckpointException e) {
            return false;
        } finally {
            Files.write(file, content);
        }
    }

    private byte[] withOtherBytes(byte[] content) {
        byte[] damaged = java.util.Arrays.copyOf(
                content, random.nextInt(4) == 0 ? random.nextInt(content.length) : content.length);
        for (int change = random.nextInt(4); change > 0 && damaged.length > 0; change--) {
            damaged[random.nextInt(Math.min(damaged.length, 4_000))] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    /** One of the numbers of a JSON text replaced by another value. */
    private byte[] withOtherValue(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        Matcher numbers = NUMBER.matcher(text);
        int chosen = random.nextInt(1 + (int) Math.min(50, numbers.results().count()));
        numbers.reset();
        for (int i = 0; numbers.find(); i++) {
            if (i == chosen) {
                String value = VALUES.get(random.nextInt(VALUES.size()));
                return (text.substring(0, numbers.start()) + value + text.substring(numbers.end()))
                        .getBytes(StandardCharsets.UTF_8);
            }
        }
        return content;
    }

    private static String head(byte[] content) {
        return new String(content, 0, Math.min(content.length, 500), StandardCharsets.UTF_8);
    }
}
