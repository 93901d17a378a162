package dev.laurel.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.bench.series.Samples;
import dev.laurel.bench.series.StoredVersion;
import dev.laurel.schema.PreferencePair;

import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each thing that a crash could break is found in stored versions that have it. */
class SeriesCheckTest {

    private static final List<PreferencePair> PAIRS = Samples.source("s", 4).pairs();
    private static final String STEPS =
            """
            {"report":{"step":1,"tokens":10},"pairs":["s-0","s-1"]}
            {"report":{"step":2,"tokens":5},"pairs":["s-2"]}
            """;

    @TempDir
    private Path store;

    @Test
    void aSoundSeriesHasNoDefects() throws Exception {
        assertThat(defects(version("calm", 1, "a", STEPS, 0), version("killed", 1, "a", STEPS, 0)))
                .isEmpty();
    }

    @Test
    void otherWeightsAreFound() throws Exception {
        assertThat(defects(version("calm", 1, "a", STEPS, 0), version("killed", 1, "b", STEPS, 0)))
                .containsExactly("window 1: other weights than undisturbed");
    }

    @Test
    void aPairThatIsTrainedOnTwiceIsFound() throws Exception {
        String twice = STEPS + "{\"report\":{\"step\":3,\"tokens\":5},\"pairs\":[\"s-2\"]}\n";

        assertThat(defects(version("calm", 1, "a", STEPS, 0), version("killed", 1, "a", twice, 0)))
                .containsExactly(
                        "window 1: other steps than undisturbed",
                        "window 1: 2 of 3 pairs were trained on once in each of 1 epochs");
    }

    @Test
    void aPairThatIsLeftOutIsFound() throws Exception {
        String fewer = STEPS.lines().findFirst().orElseThrow();

        assertThat(defects(version("calm", 1, "a", fewer, 0), version("killed", 1, "a", fewer, 0)))
                .containsExactly("window 1: 2 of 3 pairs were trained on once in each of 1 epochs");
    }

    @Test
    void aHeldOutPairThatIsTrainedOnIsFound() throws Exception {
        String leak = STEPS + "{\"report\":{\"step\":3,\"tokens\":5},\"pairs\":[\"s-3\"]}\n";

        assertThat(defects(version("calm", 1, "a", leak, 0), version("killed", 1, "a", leak, 0)))
                .containsExactly("window 1: a held-out pair was trained on");
    }

    @Test
    void offsetsThatAreLeftOutBetweenWindowsAreFound() throws Exception {
        StoredVersion first = version("killed", 1, "a", STEPS, 0);
        StoredVersion second = version("killed", 2, "a", STEPS, 5);

        assertThat(new SeriesCheck(List.of(window(first, first), window(second, second))).defects())
                .containsExactly("window 2: partition 0 begins at 5 where the window before ended at 4");
    }

    @Test
    void aVersionThatIsAnnouncedTwiceIsFound() {
        assertThat(SeriesCheck.announcedOnce(2, List.of(1, 2), List.of(1, 2))).isEmpty();
        assertThat(SeriesCheck.announcedOnce(2, List.of(1, 2, 2), List.of(1, 2)))
                .containsExactly("announced are the versions [1, 2, 2]");
        assertThat(SeriesCheck.announcedOnce(2, List.of(1, 2), List.of(2)))
                .containsExactly("appointed were the versions [2]");
    }

    private static List<String> defects(StoredVersion calm, StoredVersion killed) {
        return new SeriesCheck(List.of(window(calm, killed))).defects();
    }

    private static CrashReport.Window window(StoredVersion calm, StoredVersion killed) {
        return new CrashReport.Window(Samples.ids(PAIRS), calm, killed, List.of(), 1, 1);
    }

    /** A version with three pairs to train on and one held out, as the trainer stores it. */
    private StoredVersion version(String line, int number, String digest, String steps, long from) throws IOException {
        Path directory = Files.createDirectories(store.resolve(line).resolve("%06d".formatted(number)));
        Files.writeString(
                directory.resolve("manifest.json"),
                """
                {"weight_digest": "%s", "data": {"trained": 3, "archives": {"training.avro": "t"}},
                 "training": {"epochs": 1}, "parent": {"version": %d, "weight_digest": "a"},
                 "window": {"spans": [{"partition": 0, "from": %d, "to": %d}]}}
                """
                        .formatted(digest, number - 1, from, from + 4));
        Files.writeString(directory.resolve("steps.jsonl"), steps);
        archive(directory.resolve("training.avro"), PAIRS.subList(0, 3));
        archive(directory.resolve("holdout.avro"), PAIRS.subList(3, 4));
        return StoredVersion.at(store.resolve(line), number);
    }

    private static void archive(Path file, List<PreferencePair> pairs) throws IOException {
        try (DataFileWriter<PreferencePair> writer =
                new DataFileWriter<>(new SpecificDatumWriter<>(PreferencePair.class))) {
            writer.create(PreferencePair.getClassSchema(), file.toFile());
            for (PreferencePair pair : pairs) {
                writer.append(pair);
            }
        }
    }
}
