package dev.laurel.scorer.batch;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchBoundsTest {

    private static final BatchBounds BOUNDS =
            new BatchBounds(100, Duration.ofSeconds(60), Duration.ofSeconds(40), Duration.ofMillis(50));

    @Test
    void isContentWithAFastModel() {
        assertThat(BOUNDS.complaints(1_000, 10_000)).isEmpty();
    }

    @Test
    void saysWhatToSetWhenTwoBatchesOutlastThePollInterval() {
        assertThat(BOUNDS.complaints(1_000, 3_000))
                .singleElement()
                .asString()
                .contains("33 s", "laurel.scorer.max-poll-interval", "66 s");
    }

    @Test
    void saysWhatToSetWhenABatchOutlastsTheTransaction() {
        assertThat(BOUNDS.complaints(1_000, 2_000))
                .hasSize(2)
                .last()
                .asString()
                .contains("50 s", "laurel.scorer.transaction-timeout");
    }

    @Test
    void noticesABatchThatCameCloseToALimit() {
        assertThat(BOUNDS.strains(Duration.ofSeconds(30))).isFalse();
        assertThat(BOUNDS.strains(Duration.ofSeconds(31))).isTrue();
        assertThat(new BatchBounds(100, Duration.ofMinutes(5), Duration.ofSeconds(40), Duration.ofMillis(50))
                        .strains(Duration.ofSeconds(40)))
                .isTrue();
    }

    @Test
    void waitsForOthersWithinBothLimits() {
        assertThat(BOUNDS.patience()).isEqualTo(Duration.ofSeconds(15));
        assertThat(new BatchBounds(100, Duration.ofMinutes(5), Duration.ofSeconds(40), Duration.ofMillis(50))
                        .patience())
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void refusesATransactionShorterThanTheCommitInterval() {
        assertThatThrownBy(() ->
                        new BatchBounds(100, Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofMillis(50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("commit interval");
    }
}
