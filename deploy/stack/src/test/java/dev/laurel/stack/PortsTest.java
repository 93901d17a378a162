package dev.laurel.stack;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    /** So many that ports picked one by one, each let go of before the next, would meet; the system draws from some 14,000. */
    private static final int STARTS = 2_000;

    @Test
    void aPortInUseIsNamedWithThePartAndTheOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = Ports.random().with(Part.TRAINER, taken.getLocalPort());

            assertThatThrownBy(() -> ports.resolve(EnumSet.of(Part.BROKER, Part.TRAINER)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " for trainer")
                    .hasMessageContaining("--trainer-port");
            assertThat(ports.resolve(Set.of(Part.BROKER)).of(Part.TRAINER)).isEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void aPortTakenOnAllAddressesIsTakenOnLoopback() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Ports ports = Ports.random().with(Part.BROKER, taken.getLocalPort());

            assertThatThrownBy(() -> ports.resolve(Set.of(Part.BROKER))).isInstanceOf(StackException.class);
        }
    }

    @Test
    void zeroBecomesAFreePort() {
        Ports ports = Ports.random().resolve(EnumSet.allOf(Part.class));

        assertThat(ports.byPart().values()).allMatch(port -> port > 0).doesNotContain(ports.controller());
        assertThat(ports.controller()).isPositive();
    }

    @Test
    void noTwoPartsAreGivenTheSamePort() {
        for (int i = 0; i < STARTS; i++) {
            Ports ports = Ports.random().resolve(EnumSet.allOf(Part.class));

            assertThat(ports.byPart().values()).doesNotHaveDuplicates().doesNotContain(ports.controller());
        }
    }

    @Test
    void aPortChosenForTwoPartsIsNamed() {
        int port = Ports.random().resolve(Set.of(Part.BROKER)).of(Part.BROKER);
        Ports ports = Ports.random().with(Part.BROKER, port).with(Part.REGISTRY, port);

        assertThatThrownBy(() -> ports.resolve(EnumSet.of(Part.BROKER, Part.REGISTRY)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("port " + port + " for registry");
    }

    @Test
    void defaultsAreTheDocumentedPorts() {
        assertThat(Ports.defaults().of(Part.INGEST)).isEqualTo(8080);
        assertThat(Ports.defaults().of(Part.REGISTRY)).isEqualTo(8081);
        assertThat(Ports.defaults().of(Part.TRAINER)).isEqualTo(8082);
        assertThat(Ports.defaults().of(Part.SCORER)).isEqualTo(8083);
        assertThat(Ports.defaults().of(Part.BROKER)).isEqualTo(9092);
    }

    @Test
    void aNumberThatIsNoPortIsRefused() {
        assertThatThrownBy(() -> Ports.defaults().with(Part.SCORER, 70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port 70000 of scorer is not in 0..65535");
    }
}
