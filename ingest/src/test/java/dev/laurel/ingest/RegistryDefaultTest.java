package dev.laurel.ingest;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import dev.laurel.schema.Registry;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RegistryDefaultTest {

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "trainer", "scorer"})
    void everyServiceLooksForTheRegistryInTheSamePlace(String service) throws Exception {
        Properties settings = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("..", service, "src", "main", "resources", "application.properties"))) {
            settings.load(file);
        }

        assertThat(settings.getProperty(Registry.URL)).isEqualTo(Registry.DEFAULT_URL);
    }
}
