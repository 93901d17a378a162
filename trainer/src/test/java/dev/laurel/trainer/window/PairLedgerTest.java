package dev.laurel.trainer.window;

import java.util.Set;

import dev.laurel.schema.Line;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PairLedgerTest {

    private final PairLedger ledger = new PairLedger(
            new Line("plain", Set.of(), Set.of("default")),
            PairLedgerTest::leftOut,
            PairCheck.REVISION,
            PairCheck.LONGEST_TEXT);

    @Test
    void withdrawalTakesThePairOut() {
        ledger.add(0, 0, Pairs.of("a", "one"));
        ledger.add(0, 1, Pairs.of("b", "two"));
        ledger.add(0, 2, Pairs.withdrawal("a", "one"));

        assertThat(ledger.pairs()).extracting(PreferencePair::getPairId).containsExactly("b");
        assertThat(ledger.withdrawn()).containsExactly("a");
    }

    @Test
    void withdrawalOfAnEarlierWindowIsNamed() {
        ledger.add(0, 7, Pairs.withdrawal("long-ago", "one"));

        assertThat(ledger.pairs()).isEmpty();
        assertThat(ledger.withdrawn()).containsExactly("long-ago");
    }

    @Test
    void pairPublishedAgainStands() {
        ledger.add(0, 0, Pairs.of("a", "one"));
        ledger.add(0, 1, Pairs.withdrawal("a", "one"));
        ledger.add(0, 2, Pairs.of("a", "one"));

        assertThat(ledger.pairs()).hasSize(1);
        assertThat(ledger.withdrawn()).isEmpty();
    }

    @Test
    void pairPublishedTwiceCountsOnce() {
        ledger.add(0, 0, Pairs.of("a", "one"));
        ledger.add(0, 1, Pairs.of("a", "one"));

        assertThat(ledger.size()).isEqualTo(1);
    }

    @Test
    void leavesOtherLinesAlone() {
        ledger.add(0, 0, Pairs.builder("a", "one").setTask("rich").build());

        assertThat(ledger.size()).isZero();
        assertThat(ledger.ofOtherLines()).isEqualTo(1);
    }

    @Test
    void orderIsThatOfTheTopicWhateverWasReadFirst() {
        ledger.add(1, 0, Pairs.of("c", "three"));
        ledger.add(0, 4, Pairs.of("b", "two"));
        ledger.add(0, 3, Pairs.of("a", "one"));

        assertThat(ledger.pairs()).extracting(PreferencePair::getPairId).containsExactly("a", "b", "c");
    }

    @Test
    void recordsOfErasedPeopleAreCountedAndLeftOut() {
        ledger.add(0, 0, Pairs.of("a", "one"));
        ledger.add(0, 1, Pairs.of("erased", "two"));
        ledger.add(0, 2, Pairs.withdrawal("erased", "two"));

        assertThat(ledger.pairs()).extracting(PreferencePair::getPairId).containsExactly("a");
        assertThat(ledger.withdrawn()).isEmpty();
        assertThat(ledger.erased()).isEqualTo(2);
    }

    private static boolean leftOut(PreferencePair pair) {
        return pair.getPairId().equals("erased");
    }
}
