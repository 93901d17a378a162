package dev.laurel.command.demo;

import java.util.List;
import java.util.Map;

import dev.laurel.command.demo.HoldOutReport.PairKey;
import dev.laurel.command.pairs.AccuracyTable;
import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.reward.evaluate.PairScore;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OppositionTest {

    private static final PairKey FIRST = new PairKey("p1", "a", "b");
    private static final PairKey SECOND = new PairKey("p2", "c", "d");
    private static final PairKey THIRD = new PairKey("p3", "e", "f");

    @Test
    void countsAnswersThatTheLinesOrderOppositelyWhateverTheyWereTold() {
        HoldOutReport one = judged("one", Map.of(FIRST, 1.0, SECOND, 1.0, THIRD, 1.0));
        HoldOutReport other = judged("other", Map.of(FIRST.flipped(), 1.0, SECOND, 1.0));

        DemoReport.Opposition opposition = DemoReport.Opposition.of(one, other);

        assertThat(opposition.pairs()).as("that both judge").isEqualTo(2);
        assertThat(opposition.share()).isEqualTo(0.5);
    }

    private static HoldOutReport judged(String line, Map<PairKey, Double> margins) {
        AccuracyTable accuracy =
                AccuracyTable.of(List.of(new ComparedPair("p1", 1, 2)), Map.of("v1", List.of(new PairScore(1, 0))));
        return new HoldOutReport(line, 0, accuracy, Map.of(), margins);
    }
}
