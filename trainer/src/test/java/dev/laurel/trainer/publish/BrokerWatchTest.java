package dev.laurel.trainer.publish;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class BrokerWatchTest {

    @Test
    void nobodyWaitsForABrokerThatTakesConnectionsAndSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                BrokerWatch watch =
                        new BrokerWatch(Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                long asked = System.nanoTime();
                boolean away = watch.problem()
                        .filter(why -> why.startsWith("the broker does not answer"))
                        .isPresent();
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
                return away;
            });
        }
    }
}
