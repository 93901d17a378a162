package dev.laurel.trainer.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.trainer.window.Replay.Candidate;
import dev.laurel.trainer.window.Replay.Stratum;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReplayTest {

    private static final ReplayOptions HALF = new ReplayOptions(0.5, 1000, 0);

    @Test
    void sourcesAndAgesHaveTheirShares() {
        List<Candidate> candidates = new ArrayList<>(candidates(1, "chat", 600));
        candidates.addAll(candidates(2, "chat", 300));
        candidates.addAll(candidates(2, "survey", 100));

        Replay replay = Replay.draw(candidates, 50, HALF, 1);

        assertThat(replay.strata())
                .containsExactly(
                        new Stratum(1, "chat", 600, 30),
                        new Stratum(2, "chat", 300, 15),
                        new Stratum(2, "survey", 100, 5));
        assertThat(replay.drawn()).hasSize(50).doesNotHaveDuplicates();
        assertThat(counts(replay)).isEqualTo(Map.of("1 chat", 30, "2 chat", 15, "2 survey", 5));
    }

    @Test
    void whatDoesNotDivideGoesToTheLargestRemainders() {
        List<Candidate> candidates = new ArrayList<>();
        for (int version = 1; version <= 7; version++) {
            candidates.addAll(candidates(version, "chat", version));
        }

        Replay replay = Replay.draw(candidates, 10, HALF, 1);

        assertThat(replay.strata()).extracting(Stratum::drawn).containsExactly(0, 1, 1, 1, 2, 2, 3);
    }

    @Test
    void theShareIsThatOfTheWholeBatch() {
        List<Candidate> candidates = candidates(1, "chat", 1000);

        assertThat(Replay.draw(candidates, 100, new ReplayOptions(0.25, 1000, 0), 1)
                        .drawn())
                .hasSize(33);
        assertThat(Replay.draw(candidates, 100, new ReplayOptions(0.75, 1000, 0), 1)
                        .drawn())
                .hasSize(300);
        assertThat(Replay.draw(candidates, 100, new ReplayOptions(0.75, 120, 0), 1)
                        .drawn())
                .hasSize(120);
        assertThat(Replay.draw(candidates, 100, ReplayOptions.NONE, 1).drawn()).isEmpty();
    }

    @Test
    void fewerEarlierPairsAreAllReplayed() {
        assertThat(Replay.draw(candidates(1, "chat", 9), 100, HALF, 1).drawn()).hasSize(9);
        assertThat(Replay.draw(List.of(), 100, HALF, 1).drawn()).isEmpty();
    }

    @Test
    void theSeedDecides() {
        List<Candidate> candidates = candidates(1, "chat", 100);

        assertThat(Replay.draw(candidates, 10, HALF, 5)).isEqualTo(Replay.draw(candidates, 10, HALF, 5));
        assertThat(Replay.draw(candidates, 10, HALF, 5)).isNotEqualTo(Replay.draw(candidates, 10, HALF, 6));
    }

    @Test
    void textIsBoundedTooAndTheStrataSayWhatIsLeft() {
        List<Candidate> candidates = new ArrayList<>(candidates(1, "chat", 100));
        candidates.add(new Candidate(1, "chat", "long", 501));

        Replay whole = Replay.draw(candidates, 1_000, new ReplayOptions(0.5, 1000, 1_501), 5);
        Replay bounded = Replay.draw(candidates, 1_000, new ReplayOptions(0.5, 1000, 500), 5);

        assertThat(whole)
                .extracting(Replay::drawn)
                .isEqualTo(Replay.draw(candidates, 1_000, HALF, 5).drawn());
        assertThat(bounded.drawn()).hasSize(50).extracting(Candidate::pairId).doesNotContain("long");
        assertThat(bounded.strata()).containsExactly(new Replay.Stratum(1, "chat", 101, 50));
    }

    @Test
    void aShareOfOneWouldTrainOnNothingNew() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplayOptions(1, 10, 0))
                .withMessage("share of replayed pairs outside [0, 1): 1.0");
    }

    private static List<Candidate> candidates(int version, String source, int count) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            candidates.add(new Candidate(version, source, version + source + i, 10));
        }
        return candidates;
    }

    private static Map<String, Integer> counts(Replay replay) {
        Map<String, Integer> counts = new TreeMap<>();
        replay.drawn().forEach(each -> counts.merge(each.version() + " " + each.source(), 1, Integer::sum));
        return counts;
    }
}
