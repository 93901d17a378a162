package dev.laurel.bench.speed;

import java.util.List;

import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.Rope;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlopsTest {

    /** Hidden 4, two layers, two heads of 2, one key/value head, feed-forward 3. */
    private static final Backbone SMALL =
            new Backbone(100, 4, 2, 2, 1, 2, 3, 1e-6, new Rope.Plain(10_000), 512, true, false);

    private static final Flops FLOPS = new Flops(SMALL);

    @Test
    void modelFlopsCountEveryLayerForEveryToken() {
        // a layer's weights: q 16, k 8, v 8, o 16, gate 12, up 12, down 12, together 84; two layers, two operations
        // each: 336 a token.
        // Attention over half of three tokens: queries · keys 2 · 1.5 · 4, weights · values the same: 24 a token and
        // layer
        assertThat(FLOPS.model(List.of(3))).isEqualTo(3 * (336 + 2 * 24));
    }

    @Test
    void computedFlopsLeaveOutOfTheLastLayerWhatTheLastTokenDoesNotNeed() {
        // the first layer in full: 3 · (168 + 24). Of the last: k and v of three tokens, 3 · 2 · 16; the rest of one, 2
        // · 68; its
        // attention over all three, 2 · 2 · 3 · 4
        assertThat(FLOPS.computed(List.of(3))).isEqualTo(576 + 96 + 136 + 48);
    }

    @Test
    void sequencesAddUp() {
        assertThat(FLOPS.model(List.of(3, 5))).isEqualTo(FLOPS.model(List.of(3)) + FLOPS.model(List.of(5)));
        assertThat(FLOPS.computed(List.of(3, 5))).isEqualTo(FLOPS.computed(List.of(3)) + FLOPS.computed(List.of(5)));
    }
}
