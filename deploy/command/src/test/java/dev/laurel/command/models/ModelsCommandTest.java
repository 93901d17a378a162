package dev.laurel.command.models;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelsCommandTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aVersionThatIsNotTheChampionIsOneLine() {
        assertThat(ModelsCommand.describe(version(2, Map.of("accuracy", 0.75)), Optional.of(champion(1, "gate", "x"))))
                .startsWith("  acme         version 2")
                .contains("accuracy 0.750")
                .hasLineCount(1);
    }

    @Test
    void theChampionSaysWhoMadeItOne() {
        assertThat(ModelsCommand.describe(
                        version(2, Map.of("gate_passed", 1.0)), Optional.of(champion(2, "gate", "promoted: better"))))
                .startsWith("* acme")
                .contains("accuracy -")
                .contains("champion since 2026-01-02T03:04:05Z, by gate: promoted: better");
    }

    @Test
    void aPromotionOverTheGatesHeadIsSaidSo() {
        assertThat(ModelsCommand.describe(
                        version(2, Map.of("gate_passed", 0.0)), Optional.of(champion(2, "ada", "we know better"))))
                .contains("held back by the gate and appointed by ada: we know better");
    }

    private static ModelVersion version(int number, Map<String, Double> metrics) {
        return model(
                number,
                Checkpoint.newBuilder()
                        .setUri("file:/checkpoints/acme/" + number)
                        .setWeightDigest("0123456789abcdef")
                        .setBaseModel("starter")
                        .setPairs(100)
                        .setMetrics(metrics)
                        .build());
    }

    private static ModelVersion champion(int number, String actor, String reason) {
        return model(number, new Champion(null, reason, actor, true));
    }

    private static ModelVersion model(int number, Object record) {
        return ModelVersion.newBuilder()
                .setLine("acme")
                .setVersion(number)
                .setEventTime(AT)
                .setRecord(record)
                .build();
    }
}
