package dev.laurel.reward.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.reward.evaluate.Bootstrap.Interval;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

class BootstrapTest {

    private static final double[] HALF_RIGHT =
            IntStream.range(0, 400).mapToDouble(i -> i % 2).toArray();

    @Test
    void ofIndependentPairsIsNearTheNormalInterval() {
        Interval interval = Bootstrap.DEFAULT.mean(HALF_RIGHT, prompts(1));

        double halfWidth = 1.96 * 0.5 / Math.sqrt(400);
        assertThat(interval.mean()).isEqualTo(0.5);
        assertThat(interval.low()).isCloseTo(0.5 - halfWidth, offset(0.01));
        assertThat(interval.high()).isCloseTo(0.5 + halfWidth, offset(0.01));
    }

    /** Ten pairs of a prompt that are all right or all wrong say no more than one of them. */
    @Test
    void isWiderWherePairsShareTheirPrompt() {
        double[] sameInPrompt =
                IntStream.range(0, 400).mapToDouble(i -> i / 10 % 2).toArray();

        Interval interval = Bootstrap.DEFAULT.mean(sameInPrompt, prompts(10));

        double halfWidth = 1.96 * 0.5 / Math.sqrt(40);
        assertThat((interval.high() - interval.low()) / 2).isCloseTo(halfWidth, offset(0.03));
    }

    @Test
    void ofAFigureThatIsTheMeanIsThatOfTheMean() {
        Interval mean = Bootstrap.DEFAULT.mean(HALF_RIGHT, prompts(10));

        Interval figure = Bootstrap.DEFAULT.of(
                drawn -> Arrays.stream(drawn)
                        .mapToDouble(i -> HALF_RIGHT[i])
                        .average()
                        .orElseThrow(),
                prompts(10));

        assertThat(figure).isEqualTo(mean);
    }

    /** One of twenty at 0.9 may leave out half a percent where one alone may leave out ten. */
    @Test
    void isWiderForEachOfSeveral() {
        Bootstrap alone = new Bootstrap(2000, 0.9, 1);

        assertThat(alone.forEachOf(20).confidence()).isCloseTo(0.995, offset(1e-12));
        assertThat(alone.forEachOf(20).mean(HALF_RIGHT, prompts(1)).high())
                .isGreaterThan(alone.mean(HALF_RIGHT, prompts(1)).high());
    }

    @Test
    void repeatsItselfForASeed() {
        assertThat(new Bootstrap(200, 0.9, 7).mean(HALF_RIGHT, prompts(1)))
                .isEqualTo(new Bootstrap(200, 0.9, 7).mean(HALF_RIGHT, prompts(1)))
                .isNotEqualTo(new Bootstrap(200, 0.9, 8).mean(HALF_RIGHT, prompts(1)));
    }

    @Test
    void refusesValuesWithoutPrompts() {
        assertThatThrownBy(() -> Bootstrap.DEFAULT.mean(new double[3], List.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> prompts(int pairsOfEach) {
        return Arrays.stream(IntStream.range(0, 400).toArray())
                .mapToObj(i -> "p" + i / pairsOfEach)
                .toList();
    }
}
