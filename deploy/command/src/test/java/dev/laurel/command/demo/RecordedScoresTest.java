package dev.laurel.command.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.evaluate.PairScore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RecordedScoresTest {

    @TempDir
    Path store;

    @Test
    void aVersionsScoresAreItsOwnAndThoseOfWhatItWasTrainedFrom() throws Exception {
        Path first = version(
                1,
                "{\"version\": 1}",
                "{\"pair_id\":\"p\",\"version\":{\"chosen\":1.5,\"rejected\":0.5},\"parent\":{\"chosen\":0.1,\"rejected\":0.2}}");
        Path second = version(
                2,
                "{\"version\": 2, \"parent\": {\"version\": 1}}",
                "{\"pair_id\":\"p\",\"version\":{\"chosen\":2,\"rejected\":1},\"parent\":{\"chosen\":1.5,\"rejected\":0.5}}",
                "{\"pair_id\":\"q\",\"version\":{\"chosen\":3,\"rejected\":1},\"parent\":{\"chosen\":4,\"rejected\":7}}");

        RecordedScores scores = RecordedScores.of(List.of(first, second));

        assertThat(scores.of("starter", "p")).contains(new PairScore(0.1f, 0.2f));
        assertThat(scores.of("starter", "q")).as("came later").isEmpty();
        assertThat(scores.of("v1", "p")).contains(new PairScore(1.5f, 0.5f));
        assertThat(scores.of("v1", "q")).contains(new PairScore(4, 7));
        assertThat(scores.of("v2", "q")).contains(new PairScore(3, 1));
    }

    @Test
    void aVersionOfAnEarlierReleaseHasNone() throws Exception {
        Path first = version(1, "{\"version\": 1}");
        Files.delete(first.resolve("holdout-scores.jsonl"));

        assertThat(RecordedScores.of(List.of(first)).of("v1", "p")).isEmpty();
    }

    private Path version(int number, String manifest, String... scores) throws Exception {
        Path directory = Files.createDirectories(store.resolve("%06d".formatted(number)));
        Files.writeString(directory.resolve("manifest.json"), manifest);
        Files.write(directory.resolve("holdout-scores.jsonl"), List.of(scores));
        return directory;
    }
}
