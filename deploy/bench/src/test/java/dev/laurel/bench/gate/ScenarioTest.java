package dev.laurel.bench.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.series.BaseChoice;
import dev.laurel.bench.series.Samples;
import dev.laurel.bench.series.SeriesSetup;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.schema.PreferencePair;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioTest {

    private static final GateOptions OPTIONS = new GateOptions(
            Map.of("one", Path.of("one"), "other", Path.of("other")),
            List.of(),
            12,
            4,
            0.2,
            1,
            new SeriesSetup(new BaseChoice(256), EngineOptions.defaults(), Map.of(), Optional.empty()));

    private final List<Scenario> all =
            Scenario.wanted(List.of(Samples.source("one", 60), Samples.source("other", 30)), OPTIONS);

    @Test
    void onlyMoreOfTheSameIsToBePromoted() {
        assertThat(all)
                .filteredOn(Scenario::promoted)
                .extracting(Scenario::name)
                .containsExactly("better");
        assertThat(all).allSatisfy(scenario -> assertThat(Samples.ids(scenario.champion()))
                .doesNotContainAnyElementsOf(Samples.ids(scenario.challenger())));
    }

    @Test
    void flippedPairsPreferTheOtherAnswer() {
        PreferencePair flipped = named("flipped").challenger().get(0);

        assertThat(flipped.getChosen().getResponseId()).endsWith("rejected");
        assertThat(flipped.getRejected().getResponseId()).endsWith("chosen");
    }

    @Test
    void oneSourceComesAfterAll() {
        assertThat(named("one-source").champion())
                .extracting(pair -> pair.getSource().getSystem())
                .contains("one", "other");
        assertThat(named("one-source").challenger())
                .extracting(pair -> pair.getSource().getSystem())
                .containsOnly("other");
    }

    @Test
    void lengthsAreBalancedFirstAndThenTheLongerWins() {
        assertThat(named("longer").champion())
                .filteredOn(ScenarioTest::longerWins)
                .hasSize(6);
        assertThat(named("longer").challenger()).allMatch(ScenarioTest::longerWins);
    }

    private static boolean longerWins(PreferencePair pair) {
        return pair.getChosen().getMessages().get(0).getContent().startsWith("A long");
    }

    private Scenario named(String name) {
        return all.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
