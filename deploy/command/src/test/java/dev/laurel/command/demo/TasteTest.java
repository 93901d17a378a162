package dev.laurel.command.demo;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TasteTest {

    private static final int DRAWS = 20_000;

    @ParameterizedTest
    @CsvSource({"RICH, 1, 0.82", "RICH, 2, 0.95", "RICH, 3, 0.99", "PLAIN, 1, 0.18", "PLAIN, 2, 0.05", "PLAIN, 3, 0.01"
    })
    void picksTheRicherAnswerByTasteAndErrsMostWhereAnswersAreAlike(Taste taste, int degrees, double share) {
        Random random = new Random(5);
        int richer = 0;

        for (int i = 0; i < DRAWS; i++) {
            richer += taste.picksRicher(degrees, random) ? 1 : 0;
        }

        assertThat((double) richer / DRAWS).isCloseTo(share, within(0.01));
    }
}
