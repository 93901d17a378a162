package dev.laurel.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** Command, services and local stack look for Kafka and the registry in the same place unless told otherwise. */
class DefaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "trainer", "scorer"})
    void aServiceLooksWhereTheCommandDoes(String service) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(
                Path.of(System.getProperty("laurel.root"), service, "src/main/resources/application.properties"))) {
            settings.load(reader);
        }

        CommandLine models = Laurel.commandLine().getSubcommands().get("models");
        assertThat(settings.getProperty("kafka.bootstrap.servers"))
                .isEqualTo(models.getCommandSpec()
                        .findOption("--bootstrap-servers")
                        .defaultValue());
        assertThat(settings.getProperty("schema.registry.url"))
                .isEqualTo(models.getCommandSpec().findOption("--registry-url").defaultValue());
    }
}
