package dev.laurel.service.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.quarkus.runtime.configuration.MemorySize;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionTest {

    private static final int READ_SECONDS = 5;
    private static final int IDLE_SECONDS = 60;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Connections connections = new Connections(new Limits(), new DoorMetrics(meters));

    @Test
    void aSilentConnectionEnds() {
        EmbeddedChannel caller = connect();

        pass(caller, IDLE_SECONDS - 1);
        assertThat(caller.isOpen()).isTrue();

        pass(caller, 2);
        assertThat(caller.isOpen()).isFalse();
    }

    @Test
    void aRequestThatTricklesIsToldThatItsTimeIsOver() {
        EmbeddedChannel caller = connect();

        for (int second = 0; second < READ_SECONDS; second++) {
            send(caller, "x");
            pass(caller, 1);
        }

        assertThat(caller.isOpen()).isFalse();
        ByteBuf answer = caller.readOutbound();
        assertThat(answer.toString(StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                .contains("application/problem+json", "the request was not sent within 5000 ms");
        answer.release();
        assertThat(refused("read-timeout")).isEqualTo(1);
    }

    @Test
    void anAnswerMayTakeItsTime() {
        EmbeddedChannel caller = connect();
        send(caller, "x");
        connection(caller).received();

        pass(caller, 10 * IDLE_SECONDS);

        assertThat(caller.isOpen()).isTrue();
    }

    @Test
    void theNextRequestHasItsOwnTime() {
        EmbeddedChannel caller = connect();
        send(caller, "x");
        connection(caller).received();
        connection(caller).answered();
        caller.runPendingTasks();

        pass(caller, READ_SECONDS + 1);
        assertThat(caller.isOpen()).isTrue();

        send(caller, "x");
        pass(caller, READ_SECONDS + 1);
        assertThat(caller.isOpen()).isFalse();
        caller.releaseOutbound();
    }

    @Test
    void theRestOfARefusedRequestIsReadForALittle() {
        EmbeddedChannel caller = connect();
        send(caller, "x");
        connection(caller).discards();

        pass(caller, READ_SECONDS + 1);

        assertThat(caller.isOpen()).isFalse();
        assertThat(caller.outboundMessages()).isEmpty();
    }

    @Test
    void theOneThatHasWaitedLongestMakesRoom() {
        EmbeddedChannel answered = connect();
        send(answered, "x");
        connection(answered).received();
        EmbeddedChannel slow = connect();
        send(slow, "x");

        EmbeddedChannel next = connect();
        slow.runPendingTasks();

        assertThat(slow.isOpen()).isFalse();
        assertThat(answered.isOpen()).isTrue();
        assertThat(next.isOpen()).isTrue();
        assertThat(refused("too-many-connections")).isEqualTo(1);
    }

    @Test
    void noOneMakesRoomForOneMoreWhenAllAreAnswered() {
        for (int i = 0; i < 2; i++) {
            EmbeddedChannel answered = connect();
            send(answered, "x");
            connection(answered).received();
        }

        EmbeddedChannel next = connect();
        next.runPendingTasks();

        assertThat(next.isOpen()).isFalse();
    }

    @Test
    void aCallerWhoDoesNotWaitForAnswersIsCutOff() {
        EmbeddedChannel caller = connect();
        for (int i = 0; i < 100; i++) {
            assertThat(connection(caller).begins()).isTrue();
        }
        connection(caller).turns();

        assertThat(connection(caller).begins()).isTrue();
        assertThat(connection(caller).begins()).isFalse();

        assertThat(caller.isOpen()).isFalse();
        assertThat(refused("sent-ahead")).isEqualTo(1);
    }

    private EmbeddedChannel connect() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addFirst(new Connection(connections));
        channel.pipeline().fireChannelActive();
        return channel;
    }

    private static Connection connection(EmbeddedChannel channel) {
        return channel.pipeline().get(Connection.class);
    }

    private static void send(EmbeddedChannel channel, String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8));
        channel.releaseInbound();
    }

    private static void pass(EmbeddedChannel channel, int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private double refused(String reason) {
        return meters.get("laurel.http.refused").tag("reason", reason).counter().count();
    }

    private record Limits() implements HttpConfig {

        @Override
        public String listen() {
            return "127.0.0.1";
        }

        @Override
        public Optional<Set<String>> allowedHosts() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> allowedOrigins() {
            return Optional.empty();
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofSeconds(READ_SECONDS);
        }

        @Override
        public Duration writeTimeout() {
            return Duration.ofSeconds(READ_SECONDS);
        }

        @Override
        public Duration idleTimeout() {
            return Duration.ofSeconds(IDLE_SECONDS);
        }

        @Override
        public int maxConnections() {
            return 2;
        }

        @Override
        public MemorySize maxBodyMemory() {
            return new MemorySize(java.math.BigInteger.TEN);
        }
    }
}
