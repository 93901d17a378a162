package dev.laurel.ingest;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackEvent;
import dev.laurel.stack.StackOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerFailureIT {

    @TempDir
    Path directory;

    @Test
    void withoutBrokerNothingIsAcceptedAndTheProblemSaysSo() throws Exception {
        CompletableFuture<Long> broker = new CompletableFuture<>();
        StackOptions options = StackOptions.temporary(Checkout.find())
                .parts(EnumSet.of(Part.BROKER, Part.REGISTRY))
                .provisioning(KafkaProbe::provision)
                .listener(event -> {
                    if (event instanceof StackEvent.Started started && started.part() == Part.BROKER) {
                        broker.complete(started.pid());
                    }
                });
        try (Stack stack = Stack.start(options)) {
            Map<String, String> settings = new HashMap<>(KafkaProbe.settings(stack));
            settings.put("laurel.ingest.publish-timeout", "PT2S");
            try (IngestProcess ingest = IngestProcess.start(directory, settings).awaitRunning()) {
                ProcessHandle.of(broker.get()).orElseThrow().destroyForcibly();

                IngestProcess.Answer answer = ingest.post(
                        "/v1/responses",
                        """
                        {"response_id": "a", "tenant": "acme", "prompt_id": "p1", "response": "Hello",
                         "messages": [{"role": "user", "content": "Hi"}]}
                        """);

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body().get("title").textValue()).isEqualTo("Kafka unavailable");
                assertThat(answer.body().get("detail").textValue())
                        .startsWith("Kafka at " + stack.bootstrapServers() + " acknowledged 0 of 1 items");
                assertThat(answer.body().get("accepted").intValue()).isZero();
                assertThat(ingest.get("/q/health/live").status()).isEqualTo(200);
                ingest.kill();
            }
        }
    }
}
