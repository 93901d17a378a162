package dev.laurel.ingest;

import java.util.Map;

import dev.laurel.gates.Gates;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The keys of gates as Quarkus reads them. */
class GateSettingsTest {

    @Test
    void tasksAndAllTasksHaveTheirKeys() {
        IngestConfig config = config(Map.of(
                "laurel.ingest.gates.*.longest-answer", "4",
                "laurel.ingest.gates.chat.longest-answer", "off",
                "laurel.ingest.gates.\"a.b\".near-equal", "0.9"));

        assertThat(config.gates())
                .isEqualTo(Map.of(
                        "*", Map.of("longest-answer", "4"),
                        "chat", Map.of("longest-answer", "off"),
                        "a.b", Map.of("near-equal", "0.9")));
    }

    @Test
    void withoutKeysAllIsOpen() {
        assertThat(Gates.read(config(Map.of()).gates())).isEqualTo(Gates.NONE);
    }

    @Test
    void keyThatNobodyKnowsIsNamed() {
        IngestConfig config = config(Map.of("laurel.ingest.gates.chat.longest", "4"));

        assertThatThrownBy(() -> Gates.read(config.gates()))
                .hasMessageStartingWith("laurel.ingest.gates.chat.longest:");
    }

    private static IngestConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(IngestConfig.class)
                .build()
                .getConfigMapping(IngestConfig.class);
    }
}
