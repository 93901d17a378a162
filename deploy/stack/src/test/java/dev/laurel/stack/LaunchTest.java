package dev.laurel.stack;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LaunchTest {

    @Test
    void newerVersionsOfJavaAreToldOfNativeLibraries() {
        assertThat(Launch.ofNewerJava(17)).isEmpty();
        assertThat(Launch.ofNewerJava(21)).isEmpty();
        assertThat(Launch.ofNewerJava(25))
                .containsExactly("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }
}
