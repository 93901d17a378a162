package dev.laurel.schema;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigurationKeysTest {

    @Test
    void takesTheKeysOfAllServicesAndOfOthers() {
        ConfigurationKeys.requireKnown(List.of(
                "laurel.ingest.state-dir", "laurel.lines.rich.tasks", "laurel.root", "kafka.bootstrap.servers"));
    }

    @Test
    void namesAMisspeltSection() {
        assertThatThrownBy(
                        () -> ConfigurationKeys.requireKnown(List.of("laurel.scoer.state-dir", "laurel.lines.a.tasks")))
                .hasMessageContaining("[laurel.scoer.state-dir]");
    }
}
