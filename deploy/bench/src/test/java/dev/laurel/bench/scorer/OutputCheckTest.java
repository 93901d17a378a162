package dev.laurel.bench.scorer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.laurel.bench.scorer.Activations.Activation;
import dev.laurel.bench.scorer.OutputCheck.Kill;
import dev.laurel.bench.scorer.ScoredRecord.Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OutputCheckTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Set<Place> INPUTS = Set.of(new Place(0, 0), new Place(0, 1), new Place(1, 0));
    private static final Map<String, Activations> ACTIVE =
            Map.of("a", new Activations(List.of(new Activation(START, 1), new Activation(START.plusMillis(150), 2))));

    private final List<ScoredRecord> sound = List.of(fact(0, 0, 1, 100), fact(0, 1, 1, 100), fact(1, 0, 2, 200));

    @Test
    void findsNothingWrongWhereNothingIs() {
        OutputCheck check = OutputCheck.of(INPUTS, sound, ACTIVE);

        assertThat(check.isSound()).isTrue();
        assertThat(check.inputs()).isEqualTo(3);
        assertThat(check.longestPause()).isEqualTo(Duration.ofMillis(90));
    }

    @Test
    void findsALostADoubledAndAStrangeRecord() {
        assertThat(OutputCheck.of(INPUTS, sound.subList(1, 3), ACTIVE).missing())
                .isEqualTo(1);
        assertThat(OutputCheck.of(INPUTS, with(fact(0, 0, 2, 300)), ACTIVE).doubled())
                .isEqualTo(1);
        assertThat(OutputCheck.of(INPUTS, with(fact(7, 0, 2, 300)), ACTIVE).strange())
                .isEqualTo(1);
    }

    @Test
    void findsAVersionThatWasNotActiveAndABatchOfTwo() {
        OutputCheck check =
                OutputCheck.of(INPUTS, List.of(fact(0, 0, 1, 100), fact(0, 1, 2, 100), fact(1, 0, 1, 200)), ACTIVE);

        assertThat(check.inactive()).isEqualTo(2);
        assertThat(check.mixedBatches()).isEqualTo(1);
        assertThat(check.isSound()).isFalse();
    }

    @Test
    void takesEitherVersionInTheMillisecondOfASwap() {
        assertThat(ACTIVE.get("a").active(1, START.plusMillis(150))).isTrue();
        assertThat(ACTIVE.get("a").active(2, START.plusMillis(150))).isTrue();
        assertThat(ACTIVE.get("a").active(1, START.plusMillis(151))).isFalse();
        assertThat(ACTIVE.get("a").active(1, START.minusMillis(1))).isFalse();
    }

    @Test
    void countsARecoveryUntilTheLastPartitionOfTheKilledIsBack() {
        List<ScoredRecord> scored = List.of(
                fact(0, 0, 1, 0), // a had partition 0 and 1
                fact(1, 0, 1, 10),
                new ScoredRecord(new Place(2, 0), "b", 1, START.plusMillis(20), START.plusMillis(30), 1),
                fact(0, 1, 1, 3_000),
                fact(1, 1, 1, 5_000));

        assertThat(OutputCheck.recoveries(scored, List.of(new Kill(START.plusMillis(100), "a"))))
                .containsExactly(4.91);
        assertThat(OutputCheck.recoveries(
                        scored, List.of(new Kill(START.plusMillis(100), "a"), new Kill(START.plusMillis(4_000), "a"))))
                .containsExactly(1.01);
        assertThat(OutputCheck.recoveries(
                        scored, List.of(new Kill(START.plusMillis(100), "a"), new Kill(START.plusMillis(4_000), "b"))))
                .containsExactly(4.91);
    }

    @Test
    void readsActivationsFromALog(@TempDir Path directory) throws IOException {
        Path log = Files.writeString(
                directory.resolve("scorer.log"),
                """
                08:00:00 INFO model activated line=default version=1 previous=0 since=2026-03-01T08:00:00.123456Z digest=cafe
                08:00:00 INFO something else
                08:00:09 INFO model activated line=default version=2 previous=1 since=2026-03-01T08:00:09Z digest=beef
                """);

        assertThat(Activations.read(log).all())
                .containsExactly(
                        new Activation(Instant.parse("2026-03-01T08:00:00.123456Z"), 1),
                        new Activation(Instant.parse("2026-03-01T08:00:09Z"), 2));
    }

    @Test
    void takesQuantilesByTheNearestRank() {
        assertThat(Quantiles.of(List.of(1.0, 2.0, 3.0, 4.0), 0.5)).isEqualTo(2);
        assertThat(Quantiles.of(List.of(1.0, 2.0, 3.0, 4.0), 0.99)).isEqualTo(4);
        assertThat(Quantiles.of(List.of(), 0.5)).isZero();
    }

    private List<ScoredRecord> with(ScoredRecord more) {
        List<ScoredRecord> all = new ArrayList<>(sound);
        all.add(more);
        return all;
    }

    /** Of instance a, in a batch that took 10 ms. */
    private static ScoredRecord fact(int partition, long offset, int version, long startedMillis) {
        Instant started = START.plusMillis(startedMillis);
        return new ScoredRecord(new Place(partition, offset), "a", version, started, started.plusMillis(10), 1);
    }
}
