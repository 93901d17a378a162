package dev.laurel.bench.windows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.bench.series.BaseChoice;
import dev.laurel.bench.series.Samples;
import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.command.pairs.Texts;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.text.RewardText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ExamTest {

    private static final HoldOut HALF = new HoldOut(0.5, "laurel");

    @TempDir
    private Path directory;

    @Test
    void holdsWhatNoModelIsTrainedOn() {
        Curriculum curriculum = Curriculum.of(
                List.of(Samples.source("one", 60), Samples.source("other", 20)), List.of("one", "other"), 20);
        Exam exam = exam(curriculum, 5);

        long ofWindows = curriculum.nights().stream()
                .flatMap(night -> night.pairs().stream())
                .filter(pair ->
                        HALF.holdsOut(ComparedPair.of("", Texts.of(pair)).prompt()))
                .count();
        assertThat(exam.size(question -> true)).isEqualTo((int) ofWindows + 5);
        assertThat(exam.size(question -> question.source().equals("one") && question.window() == 2))
                .isZero();
    }

    @Test
    void accuracyIsOfTheSliceAndDifferencesArePaired() {
        Curriculum curriculum = Curriculum.of(
                List.of(Samples.source("one", 20), Samples.source("other", 20)), List.of("one", "other"), 20);
        Exam exam = exam(curriculum, 0);
        List<PairScore> right = scores(exam.pairs().size(), true);
        List<PairScore> wrong = scores(exam.pairs().size(), false);

        assertThat(exam.accuracy(right, question -> question.window() == 1)
                        .orElseThrow()
                        .mean())
                .isEqualTo(1);
        assertThat(exam.difference(wrong, right, question -> true).orElseThrow().mean())
                .isEqualTo(-1);
        assertThat(exam.accuracy(right, question -> question.source().equals("third")))
                .isEmpty();
    }

    private Exam exam(Curriculum curriculum, int extra) {
        new BaseChoice(64).write(directory.resolve("base"));
        try (RewardText text = RewardText.load(directory.resolve("base"))) {
            return Exam.of(curriculum, HALF, extra, text);
        }
    }

    private static List<PairScore> scores(int count, boolean right) {
        List<PairScore> scores = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scores.add(new PairScore(right ? 1 : 0, right ? 0 : 1));
        }
        return scores;
    }
}
