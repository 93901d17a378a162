package dev.laurel.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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

/** A registry that is gone when the first record of another schema comes: nothing is known against the record, and no thread gets past it. */
class StreamFailureIT {

    private static final byte[] OF_ANOTHER_SCHEMA = {0, 0, 1, 2, 3, 4};
    private static final String EVENT =
            """
            {"event_id": "e1", "tenant": "acme", "source": {"system": "web", "actor": "END_USER"},
             "prompt_id": "p1", "messages": [{"role": "user", "content": "Hi"}],
             "payload": {"premade_pair": {"chosen": "a", "rejected": "b"}}}
            """;

    @TempDir
    Path directory;

    @Test
    void threadIsReplacedIngestIsNotReadyRefusesAndEndsWithItsReason() throws Exception {
        CompletableFuture<Long> registry = new CompletableFuture<>();
        StackOptions options = StackOptions.temporary(Checkout.find())
                .parts(EnumSet.of(Part.BROKER, Part.REGISTRY))
                .provisioning(KafkaProbe::provision)
                .listener(event -> {
                    if (event instanceof StackEvent.Started started && started.part() == Part.REGISTRY) {
                        registry.complete(started.pid());
                    }
                });
        try (Stack stack = Stack.start(options);
                KafkaProbe kafka = new KafkaProbe(stack)) {
            Map<String, String> settings = new HashMap<>(KafkaProbe.settings(stack));
            settings.put("laurel.ingest.thread-failures", "3"); // after pauses of 1 and 2 s
            settings.put("laurel.ingest.refuse-after", "PT2S");
            try (IngestProcess ingest = IngestProcess.start(directory, settings).awaitRunning()) {
                ProcessHandle.of(registry.get()).orElseThrow().destroyForcibly();
                kafka.write(Topics.FEEDBACK, "acme/p1".getBytes(), OF_ANOTHER_SCHEMA);

                IngestProcess.Answer refused = await().atMost(Duration.ofSeconds(20))
                        .until(() -> ingest.post("/v1/feedback", EVENT), answer -> answer.status() == 503);
                assertThat(refused.body().get("title").textValue()).isEqualTo("Stream stands still");
                assertThat(refused.body().get("detail").textValue()).contains("RegistryUnavailableException");
                IngestProcess.Answer health = ingest.get("/q/health/ready");
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.body().toString()).contains("the stream's thread ended, another one follows");
                assertThat(ingest.awaitEnd(Duration.ofSeconds(90))).isEqualTo(1);
                assertThat(ingest.log())
                        .contains("ingest ends: its stream has failed: ")
                        .contains("RegistryUnavailableException: schema registry at " + stack.registryUrl());
            }
        }
    }
}
