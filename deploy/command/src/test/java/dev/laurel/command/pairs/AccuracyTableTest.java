package dev.laurel.command.pairs;

import java.util.List;
import java.util.Map;

import dev.laurel.reward.evaluate.PairScore;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AccuracyTableTest {

    private static final PairScore RIGHT = new PairScore(1, 0);
    private static final PairScore WRONG = new PairScore(0, 1);

    private final List<ComparedPair> pairs = List.of(
            new ComparedPair("p1", 100, 50), // longer chosen
            new ComparedPair("p1", 40, 80), // shorter chosen
            new ComparedPair("p2", 95, 100), // shorter chosen, matched
            new ComparedPair("p3", 100, 100)); // equal length

    private final AccuracyTable table = AccuracyTable.of(pairs, Map.of("v1", List.of(RIGHT, RIGHT, WRONG, RIGHT)));

    @Test
    void countsPairsAndPrompts() {
        assertThat(table.pairs()).isEqualTo(4);
        assertThat(table.prompts()).isEqualTo(3);
    }

    @Test
    void judgesEachSliceByItself() {
        assertThat(accuracy("v1", Slice.ALL)).isEqualTo(0.75);
        assertThat(accuracy("v1", Slice.SHORTER_CHOSEN)).isEqualTo(0.5);
        assertThat(accuracy("v1", Slice.LENGTH_MATCHED)).isEqualTo(0.5);
    }

    @Test
    void theLongerRuleIsWrongWhereTheShorterWasChosenAndOnATie() {
        assertThat(accuracy(AccuracyTable.LONGER, Slice.ALL)).isEqualTo(0.25);
        assertThat(accuracy(AccuracyTable.LONGER, Slice.SHORTER_CHOSEN)).isZero();
    }

    @Test
    void leavesOutASliceWithoutPairs() {
        AccuracyTable only = AccuracyTable.of(pairs.subList(0, 1), Map.of("v1", List.of(RIGHT)));

        assertThat(only.verdict("v1", Slice.SHORTER_CHOSEN)).isEmpty();
        assertThat(only.lines()).anyMatch(line -> line.matches("shorter answer chosen +- +- +0 pairs"));
    }

    @Test
    void intervalsHoldTheAccuracy() {
        assertThat(table.verdicts())
                .allSatisfy(verdict -> assertThat(verdict.accuracy()).isBetween(verdict.low(), verdict.high()));
    }

    @Test
    void tellsTheSameToPeopleAndToPrograms() {
        assertThat(table.lines())
                .anyMatch(line -> line.matches("all pairs +0\\.75 \\(.*\\) +0\\.25 \\(.*\\) +4 pairs"))
                .anyMatch(line -> line.matches("mean margin +\\+0\\.500"))
                .anyMatch(line -> line.contains("where the shorter answer was chosen in 50 %"));
        assertThat(table.json().at("/accuracy/v1/all/accuracy").asDouble()).isEqualTo(0.75);
        assertThat(table.json().at("/accuracy/longer_answer/all/pairs").asInt()).isEqualTo(4);
        assertThat(table.json().at("/rewards/v1/mean_margin").asDouble()).isEqualTo(0.5);
        assertThat(table.json().at("/rewards/v1/loss").asDouble()).isCloseTo(0.5632617, within(1e-7)); // by hand
    }

    private double accuracy(String model, Slice slice) {
        return table.verdict(model, slice).orElseThrow().accuracy();
    }
}
