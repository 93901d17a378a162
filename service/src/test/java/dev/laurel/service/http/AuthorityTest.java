package dev.laurel.service.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorityTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "[::1]", "10.1.20.199"})
    void readsLiteralAddresses(String literal) {
        assertThat(Authority.address(literal)).isPresent();
    }

    /** Whether somebody is asked shows where a name server would know the name: in a process with a hosts file of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"999.1.1.1", "256.0.0.1", "1.2.3.300", "localhost", "evil.example"})
    void neverAsksANameServer(String host, @TempDir Path directory) throws IOException, InterruptedException {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 " + host + "\n");
        Process asking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asking.class.getName(),
                        host)
                .inheritIO()
                .start();
        assertThat(asking.waitFor()).isZero();
    }

    /** Ends with 0 if what it is given is no address. */
    static final class Asking {

        private Asking() {}

        public static void main(String[] arguments) {
            System.exit(Authority.address(arguments[0]).isEmpty() ? 0 : 1);
        }
    }
}
