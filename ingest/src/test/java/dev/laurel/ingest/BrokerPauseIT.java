package dev.laurel.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackEvent;
import dev.laurel.stack.StackOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A broker that stands still for half a minute under load: every event that was accepted becomes its pair, once. */
class BrokerPauseIT {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void everyAcceptedEventBecomesOnePair() throws Exception {
        CompletableFuture<Long> broker = new CompletableFuture<>();
        StackOptions options = StackOptions.temporary(Checkout.find())
                .parts(EnumSet.of(Part.BROKER, Part.REGISTRY))
                .provisioning(KafkaProbe::provision)
                .listener(event -> {
                    if (event instanceof StackEvent.Started started && started.part() == Part.BROKER) {
                        broker.complete(started.pid());
                    }
                });
        try (Stack stack = Stack.start(options);
                KafkaProbe kafka = new KafkaProbe(stack);
                IngestProcess ingest = IngestProcess.start(directory, KafkaProbe.settings(stack))
                        .awaitRunning()) {
            List<String> accepted = new ArrayList<>();
            AtomicBoolean loading = new AtomicBoolean(true);
            CountDownLatch some = new CountDownLatch(100);
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> load(ingest, loading, some, accepted));
            assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();

            signal("STOP", broker.get());
            Instant until = Instant.now().plus(PAUSE);
            try {
                await().atMost(PAUSE.plusSeconds(10)).until(() -> Instant.now().isAfter(until));
            } finally {
                signal("CONT", broker.get());
            }
            int before = accepted.size();
            await().atMost(Duration.ofSeconds(90)).until(() -> accepted.size() > before + 100);
            loading.set(false);
            load.get(60, TimeUnit.SECONDS);

            List<String> paired = await().atMost(Duration.ofSeconds(90))
                    .until(() -> pairedEvents(kafka), events -> events.containsAll(accepted));
            assertThat(paired).doesNotHaveDuplicates();
            assertThat(ingest.get("/q/health/ready").status()).isEqualTo(200);
        }
    }

    private static void load(IngestProcess ingest, AtomicBoolean loading, CountDownLatch some, List<String> accepted) {
        for (int i = 0; loading.get(); i++) {
            String event = "e" + i;
            if (post(ingest, event)) {
                accepted.add(event);
                some.countDown();
            }
        }
    }

    private static boolean post(IngestProcess ingest, String event) {
        try {
            return ingest.post(
                                    "/v1/feedback",
                                    """
                    {"event_id": "%1$s", "tenant": "acme", "source": {"system": "web", "actor": "END_USER"},
                     "prompt_id": "%1$s", "messages": [{"role": "user", "content": "Why?"}],
                     "candidates": [{"response_id": "a", "content": "A."}, {"response_id": "b", "content": "B."}],
                     "payload": {"premade_pair": {"chosen": "a", "rejected": "b"}}}
                    """
                                            .formatted(event))
                            .status()
                    == 202;
        } catch (Exception e) {
            return false;
        }
    }

    private static List<String> pairedEvents(KafkaProbe kafka) {
        return kafka.read(Topics.PAIRS.name()).stream()
                .map(record ->
                        kafka.pairs().deserializer().deserialize(record.topic(), record.headers(), record.value()))
                .map(PreferencePair::getPromptId)
                .toList();
    }

    private static void signal(String name, long pid) throws Exception {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }
}
