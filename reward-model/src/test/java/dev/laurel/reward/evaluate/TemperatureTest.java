package dev.laurel.reward.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TemperatureTest {

    @Test
    void fourPairsDetermineNone() {
        assertThat(fit(Collections.nCopies(4, new PairScore(2, 0)))).isEmpty();
    }

    @Test
    void aHoldOutThatIsAllRightDeterminesNone() {
        assertThat(fit(Collections.nCopies(1_000, new PairScore(2, 0)))).isEmpty();
        assertThat(fit(Collections.nCopies(1_000, new PairScore(0, 2)))).isEmpty();
    }

    @Test
    void chanceDeterminesNone() {
        assertThat(fit(drawn(1_000, 1e9, 1))).isEmpty();
    }

    @Test
    void manyPairsOfFewPromptsDetermineNone() {
        List<PairScore> scores = drawn(10_000, 1, 1);
        List<String> prompts =
                IntStream.range(0, scores.size()).mapToObj(i -> "p" + i % 49).toList();
        assertThat(Temperature.fit(scores, prompts)).isEmpty();
    }

    @Test
    void numbersThatAreNoneDetermineNone() {
        List<PairScore> scores = new ArrayList<>(drawn(1_000, 1, 1));
        scores.add(new PairScore(Float.NaN, 0));
        assertThat(fit(scores)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 5})
    void isTheTemperatureThatChoicesWereDrawnBy(double temperature) {
        int inside = 0;
        for (int seed = 0; seed < 100; seed++) {
            Temperature found = fit(drawn(1_000, temperature, seed)).orElseThrow();
            assertThat(found.value()).isCloseTo(temperature, within(0.35 * temperature));
            inside += found.low() <= temperature && temperature <= found.high() ? 1 : 0;
        }
        assertThat(inside).isBetween(88, 100); // of an interval of 95 %
    }

    @Test
    void pairsOfOnePromptCountAsOneSaying() {
        List<PairScore> alone = drawn(200, 1, 7);
        List<PairScore> scores = alone.stream()
                .flatMap(score -> Collections.nCopies(20, score).stream())
                .toList();
        List<String> prompts =
                IntStream.range(0, scores.size()).mapToObj(i -> "p" + i / 20).toList();
        Temperature repeated = Temperature.fit(scores, prompts).orElseThrow();
        Temperature once = fit(alone).orElseThrow();
        assertThat(repeated.value()).isCloseTo(once.value(), within(1e-9));
        assertThat(repeated.low()).isCloseTo(once.low(), within(1e-9));
        assertThat(repeated.high()).isCloseTo(once.high(), within(1e-9));
    }

    /** Pairs of normal margins, the better side chosen with the probability that the margin stands for at this temperature. */
    private static List<PairScore> drawn(int pairs, double temperature, long seed) {
        Random random = new Random(seed);
        List<PairScore> scores = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            double margin = 1.5 * Math.min(temperature, 10) * random.nextGaussian();
            boolean right = random.nextDouble() < 1 / (1 + Math.exp(-margin / temperature));
            scores.add(right ? new PairScore((float) margin, 0) : new PairScore(0, (float) margin));
        }
        return scores;
    }

    private static Optional<Temperature> fit(List<PairScore> scores) {
        return Temperature.fit(
                scores, IntStream.range(0, scores.size()).mapToObj(i -> "p" + i).toList());
    }
}
