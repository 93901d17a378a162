package dev.laurel.trainer.publish;

import java.util.List;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeldOutPairsTest {

    private static final String TEXT = "word ".repeat(200);

    @Test
    void beyondItsTextTheOldestAreLeftOut() {
        HeldOutPairs pairs = new HeldOutPairs(3_500);

        pairs.add(1, List.of(), List.of(Pairs.of("a", TEXT), Pairs.of("b", TEXT)));
        pairs.add(2, List.of("b"), List.of(Pairs.of("c", TEXT), Pairs.of("a", TEXT), Pairs.of("d", TEXT)));
        assertThat(ids(pairs)).containsExactly("a", "c", "d");
        assertThat(pairs.leftOut()).isZero();

        pairs.add(3, List.of(), List.of(Pairs.of("e", TEXT)));

        assertThat(ids(pairs)).containsExactly("c", "d", "e");
        assertThat(pairs.leftOut()).isEqualTo(1);
        assertThat(pairs.since("e")).isEqualTo(3);
    }

    @Test
    void aPairThatIsTooMuchAloneIsHeld() {
        HeldOutPairs pairs = new HeldOutPairs(10);

        pairs.add(1, List.of(), List.of(Pairs.of("a", TEXT), Pairs.of("b", TEXT)));

        assertThat(ids(pairs)).containsExactly("b");
    }

    private static List<String> ids(HeldOutPairs pairs) {
        return pairs.pairs().stream().map(PreferencePair::getPairId).toList();
    }
}
