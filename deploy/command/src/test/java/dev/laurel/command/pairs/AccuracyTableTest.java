package dev.laurel.command.pairs;

import java.util.LinkedHashMap;
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

    @Test
    void holdsEachModelAgainstTheOneBeforeItPairByPair() {
        Map<String, List<PairScore>> scores = new LinkedHashMap<>();
        scores.put("starter", List.of(WRONG, RIGHT, WRONG, WRONG));
        scores.put("v1", List.of(RIGHT, WRONG, WRONG, RIGHT));
        scores.put("v2", List.of(RIGHT, RIGHT, RIGHT, RIGHT));

        AccuracyTable three = AccuracyTable.of(pairs, scores);

        assertThat(three.difference("v1", Slice.ALL)).hasValueSatisfying(difference -> {
            assertThat(difference.earlier()).isEqualTo("starter");
            assertThat(difference.mean()).isEqualTo(0.25);
            assertThat(difference.low()).isLessThanOrEqualTo(0);
        });
        assertThat(three.difference("v2", Slice.SHORTER_CHOSEN))
                .hasValueSatisfying(difference -> assertThat(difference.mean()).isEqualTo(1));
        assertThat(three.difference("starter", Slice.ALL)).isEmpty();
        assertThat(three.json().at("/differences/0/mean").asDouble()).isEqualTo(0.25);
        assertThat(three.lines()).anyMatch(line -> line.startsWith("v2 - v1: +0.500 ("));
    }

    private double accuracy(String model, Slice slice) {
        return table.verdict(model, slice).orElseThrow().accuracy();
    }
}
