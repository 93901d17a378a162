package dev.laurel.scorer.live;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import dev.laurel.schema.Line;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChallengerTest {

    @Test
    void coversTheShareAndAlwaysTheSameResponses() {
        Challenger quarter = new Challenger(OptionalInt.empty(), 0.25);
        Challenger half = new Challenger(OptionalInt.empty(), 0.5);
        List<String> ids = IntStream.range(0, 10_000).mapToObj(i -> "r" + i).toList();

        List<String> covered = ids.stream().filter(quarter::covers).toList();

        assertThat(covered.size()).isBetween(2_350, 2_650);
        assertThat(ids.stream().filter(half::covers)).containsAll(covered);
        assertThat(ids.stream().filter(new Challenger(OptionalInt.empty(), 0)::covers))
                .isEmpty();
        assertThat(ids.stream().filter(new Challenger(OptionalInt.empty(), 1)::covers))
                .hasSize(10_000);
    }

    @Test
    void namesWhatIsNoShareAndNoVersion() {
        assertThatThrownBy(() -> Challenger.parse("latest", 1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> Challenger.parse("latest", Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Challenger.parse("newest", 0.5)).hasMessageContaining("\"newest\"");
        assertThat(Challenger.parse("7", 0.5).version()).hasValue(7);
    }

    @Test
    void belongsToALineThatThereIs() {
        Lines lines = new Lines(List.of(new Line("rich", Set.of(), Set.of())));

        assertThatThrownBy(() -> new FollowedModels(lines, Map.of("poor", Challenger.parse("latest", 0.5))))
                .hasMessageContaining("\"poor\"");
    }
}
