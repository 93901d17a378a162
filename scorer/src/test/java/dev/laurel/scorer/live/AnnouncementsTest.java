package dev.laurel.scorer.live;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.scorer.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class AnnouncementsTest {

    private final Announcements announcements = new Announcements();

    @Test
    void knowsNoChampionBeforeOneIsAppointed() {
        announcements.add(version("rich", 1));

        assertThat(announcements.champions()).isEmpty();
    }

    @Test
    void followsTheAppointmentForwardAndBack() {
        announcements.add(version("rich", 1));
        announcements.add(version("rich", 2));
        announcements.add(champion("rich", 2));
        assertThat(announcements.champions()).containsExactly(announced("rich", 2));

        announcements.add(champion("rich", 1));

        assertThat(announcements.champions()).containsExactly(announced("rich", 1));
    }

    @Test
    void waitsForAVersionThatIsAppointedBeforeItIsAnnounced() {
        announcements.add(champion("rich", 1));
        assertThat(announcements.champions()).isEmpty();

        announcements.add(version("rich", 1));

        assertThat(announcements.champions()).containsExactly(announced("rich", 1));
    }

    @Test
    void keepsLinesApart() {
        announcements.add(version("rich", 1));
        announcements.add(version("plain", 4));
        announcements.add(champion("rich", 1));
        announcements.add(champion("plain", 4));

        assertThat(announcements.champions()).containsExactly(announced("plain", 4), announced("rich", 1));
    }

    @Test
    void forgetsWhatWasDeleted() {
        announcements.add(version("rich", 1));
        announcements.add(champion("rich", 1));

        announcements.forget("rich@1");

        assertThat(announcements.champions()).isEmpty();
    }

    @Test
    void triesTheNewestVersionAfterTheChampion() {
        Challenger latest = Challenger.parse("latest", 0.5);
        announcements.add(version("rich", 1));
        announcements.add(version("rich", 2));
        announcements.add(version("rich", 3));
        announcements.add(version("plain", 9));
        assertThat(announcements.challenger("rich", latest)).isEmpty();

        announcements.add(champion("rich", 1));
        assertThat(announcements.challenger("rich", latest)).contains(announced("rich", 3));

        announcements.add(champion("rich", 3));
        assertThat(announcements.challenger("rich", latest)).isEmpty();
    }

    @Test
    void triesTheVersionThatIsNamedUnlessItIsTheChampion() {
        Challenger second = Challenger.parse("2", 0.5);
        announcements.add(version("rich", 1));
        announcements.add(version("rich", 3));
        announcements.add(champion("rich", 3));
        assertThat(announcements.challenger("rich", second)).isEmpty();

        announcements.add(version("rich", 2));
        assertThat(announcements.challenger("rich", second)).contains(announced("rich", 2));

        announcements.add(champion("rich", 2));
        assertThat(announcements.challenger("rich", second)).isEmpty();
    }

    @Test
    void refusesAScaleWithoutWidth() {
        ModelVersion flat = ModelVersion.newBuilder(version("rich", 1))
                .setRecord(Checkpoint.newBuilder(checkpoint("rich", 1))
                        .setReferenceStd(0)
                        .build())
                .build();

        assertThatThrownBy(() -> announcements.add(flat)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheTemperatureOfACalibratedVersion() {
        announcements.add(calibrated(2.0));
        announcements.add(champion("rich", 1));

        Announced announced = announcements.champions().iterator().next();

        assertThat(announced.temperature()).hasValue(2.0);
        assertThat(announced.probability(1.0)).hasValue(0.5); // reward 0 on the reference scale
        assertThat(announced.probability(1.0 + 2 * Math.log(3)).orElseThrow()).isEqualTo(0.75, within(1e-12));
    }

    static Stream<Map<String, Double>> undetermined() {
        return Stream.of(
                Map.of("temperature", 0.01, "holdout_pairs", 4.0, "holdout_prompts", 4.0, "accuracy", 1.0),
                Map.of("temperature", 2.0, "holdout_pairs", 300.0, "holdout_prompts", 49.0, "accuracy", 0.7),
                Map.of("temperature", 2.0, "holdout_pairs", 300.0, "holdout_prompts", 300.0, "accuracy", 0.99),
                Map.of("temperature", 2.0),
                Map.of("temperature", 100.0, "holdout_pairs", 300.0, "holdout_prompts", 300.0, "accuracy", 0.5),
                Map.of("temperature", -2.0, "temperature_low", -3.0, "temperature_high", -1.0),
                Map.of("temperature", 0.0, "temperature_low", 0.0, "temperature_high", 0.0),
                Map.of("temperature", Double.NaN, "temperature_low", 1.0, "temperature_high", 2.0),
                Map.of("temperature", 2.0, "temperature_low", 1.0, "temperature_high", 9.0),
                Map.of("temperature", 2.0, "temperature_low", 1.0),
                Map.of("temperature", 1e308, "temperature_low", 1e308, "temperature_high", Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("undetermined")
    void publishesNoProbabilityByATemperatureThatTheHoldOutDoesNotDetermine(Map<String, Double> metrics) {
        announcements.add(withMetrics(metrics));
        announcements.add(champion("rich", 1));

        assertThat(announcements.champions()).singleElement().satisfies(version -> {
            assertThat(version.temperature()).isEmpty();
            assertThat(version.probability(-1e3)).isEmpty();
        });
    }

    @Test
    void takesTheTemperatureOfAnEarlierTrainersLargeHoldOut() {
        announcements.add(withMetrics(
                Map.of("temperature", 2.0, "holdout_pairs", 300.0, "holdout_prompts", 100.0, "accuracy", 0.8)));
        announcements.add(champion("rich", 1));

        assertThat(announcements.champions().iterator().next().temperature()).hasValue(2.0);
    }

    @Test
    void saysWhatALineLacks() {
        assertThat(announcements.lacking("rich"))
                .contains("no version was announced yet; \"laurel train --line rich\" trains one");
        announcements.add(version("rich", 1));
        announcements.add(version("rich", 2));
        assertThat(announcements.lacking("rich")).contains("version 2 is announced, and none was made champion");
        announcements.add(champion("rich", 3));
        assertThat(announcements.lacking("rich")).contains("version 3 is champion, and is not announced");
        announcements.misunderstand("rich@3", "not a ModelVersion");
        assertThat(announcements.lacking("rich").orElseThrow()).contains("not understood: not a ModelVersion");
        announcements.add(version("rich", 3));
        assertThat(announcements.lacking("rich")).isEmpty();
    }

    @Test
    void refusesAVersionThatIsNone() {
        assertThatThrownBy(() -> announcements.add(version("rich", -1))).isInstanceOf(IllegalArgumentException.class);
    }

    private static ModelVersion calibrated(double temperature) {
        return withMetrics(Map.of(
                "temperature", temperature, "temperature_low", temperature / 2, "temperature_high", temperature * 2));
    }

    private static ModelVersion withMetrics(Map<String, Double> metrics) {
        return ModelVersion.newBuilder(version("rich", 1))
                .setRecord(Checkpoint.newBuilder(checkpoint("rich", 1))
                        .setMetrics(metrics)
                        .build())
                .build();
    }

    private static Announced announced(String line, int version) {
        return new Announced(
                line,
                version,
                "file:///store/" + line + "/" + version,
                "digest" + version,
                new RewardScale(1, 2),
                OptionalDouble.empty(),
                Map.of());
    }

    private static ModelVersion version(String line, int version) {
        return new ModelVersion(line, version, Samples.EVENT_TIME, checkpoint(line, version));
    }

    private static Checkpoint checkpoint(String line, int version) {
        return new Checkpoint(
                "file:///store/" + line + "/" + version,
                "digest" + version,
                null,
                "starter",
                null,
                List.of(),
                10,
                Map.of(),
                1.0,
                2.0,
                Map.of(),
                false);
    }

    private static ModelVersion champion(String line, int version) {
        return new ModelVersion(line, version, Samples.EVENT_TIME, new Champion(null, "better", "gate", false));
    }
}
