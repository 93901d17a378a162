package dev.laurel.scorer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Ports;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackException;
import dev.laurel.stack.StackOptions;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** How the scorer starts, and when it does not. */
class StartIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int RESPONSES = 300;

    @TempDir
    Path data;

    @Test
    void waitsForAModelBeforeItTakesAResponseAndLeavesForGoodIfToldTo() throws Exception {
        Map<String, String> leaving =
                Map.of("laurel.scorer.leave-group-on-stop", "true", "laurel.scorer.session-timeout", "5m");
        try (ScorerStack scorer = ScorerStack.start(leaving)) {
            scorer.publish(Samples.response("early").build());

            assertThat(scorer.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(scorer.get("/q/health/ready").statusCode()).isEqualTo(503);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            scorer.get("/q/health/ready").body())
                    .contains("no version was announced yet", "a first version to score with"));
            var refused = scorer.post(
                    "/v1/score",
                    "application/json",
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"response\":\"Hello\"}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            try (Admin admin = scorer.admin()) {
                assertThat(admin.listGroups().all().get())
                        .filteredOn(group -> group.groupState()
                                .filter(GroupState.STABLE::equals)
                                .isPresent())
                        .isEmpty();
            }

            scorer.promote("default", 1, Starters.write(data.resolve("model"), 1));

            await().atMost(LIMIT).untilAsserted(() -> assertThat(scorer.scored())
                    .extracting(ScoredResponse::getResponseId, ScoredResponse::getModelVersion)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("early", 1)));
            await().atMost(LIMIT).until(() -> scorer.get("/q/health/ready").statusCode() == 200);
            assertThat(scorer.get("/q/health/ready").body())
                    .containsPattern("\"partitions\": *" + Provisioner.LOCAL.partitions() + "\\b");

            ProcessHandle process = scorer.stack().process(Part.SCORER);
            process.destroy();
            process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            try (Admin admin = scorer.admin()) {
                await().atMost(LIMIT).until(() -> members(admin) == 0); // long before the session would end
            }
        }
    }

    private static int members(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of("laurel-scorer"))
                .all()
                .get()
                .get("laurel-scorer")
                .members()
                .size();
    }

    @Test
    void refusesToStartWithoutABroker() throws Exception {
        assertRefused(
                Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "laurel.scorer.start-timeout", "3s"), "127.0.0.1:1");
    }

    @Test
    void refusesToStartWithoutTopics() throws Exception {
        assertRefused(Map.of("kafka.bootstrap.servers", Stack.shared().bootstrapServers()), "responses.generated.v1");
    }

    @Test
    void refusesToStartWithASettingItDoesNotKnow() throws Exception {
        assertRefused(Map.of("laurel.scorer.bacth.max-responses", "7"), "laurel.scorer.bacth.max-responses");
    }

    @Test
    void endsCleanlyUnderLoadAndGoesOnWhereItEnded() throws Exception {
        try (ScorerStack scorer = ScorerStack.start(Map.of("laurel.scorer.batch.max-responses", "16"))) {
            scorer.promote("default", 1, Starters.write(data.resolve("model"), 1));
            scorer.publishAll(IntStream.range(0, RESPONSES).mapToObj(i -> Samples.response("r" + i)
                    .setPromptId("p" + i % 50)
                    .setResponse("Air scatters blue light more than red. ".repeat(40))
                    .build()));
            await().atMost(LIMIT).until(() -> !scorer.scored().isEmpty());
            ProcessHandle process = scorer.stack().process(Part.SCORER);

            process.destroy();

            process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(scorer.scored()).hasSizeLessThan(RESPONSES);
            assertThat(Files.readString(scorer.stack().log(Part.SCORER)))
                    .containsSubsequence("model closed line=default version=1", "laurel-scorer stopped");
            scorer.stack().restart(Part.SCORER);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(scorer.scored())
                    .extracting(ScoredResponse::getResponseId)
                    .doesNotHaveDuplicates()
                    .hasSize(RESPONSES));
        }
    }

    @Test
    void waitsForTheRegistryOfASchemaThatIsNewToIt() throws Exception {
        try (ScorerStack scorer = ScorerStack.start(Map.of())) {
            publishWithoutRegistry(scorer);
            ProcessHandle process = scorer.stack().process(Part.SCORER);
            await().atMost(LIMIT).until(() -> log(scorer).contains("stream waits for the registry"));
            assertThat(scorer.post("/get_reward", "application/json", "{\"query\":[\"Hello\"]}")
                            .statusCode())
                    .isEqualTo(200);

            scorer.stack().restart(Part.REGISTRY);

            awaitNext(scorer);
            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void endsWithTheReasonWhenTheStreamCannotGoOnAndLosesNothing() throws Exception {
        Map<String, String> impatient =
                Map.of("laurel.scorer.max-poll-interval", "8s", "laurel.scorer.thread-failures", "2");
        try (ScorerStack scorer = ScorerStack.start(impatient)) {
            publishWithoutRegistry(scorer);

            scorer.stack().process(Part.SCORER).onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

            assertThat(log(scorer))
                    .containsSubsequence(
                            "stream thread failed, another follows",
                            "stream failed, the scorer ends",
                            "RegistryUnavailableException");
            assertThat(scorer.deadLetters()).isEmpty();
            scorer.stack().restart(Part.REGISTRY);
            scorer.stack().restart(Part.SCORER);
            awaitNext(scorer);
        }
    }

    /** A record of a schema that only the registry knows, and one after it in the same partition, while the registry is away. */
    private void publishWithoutRegistry(ScorerStack scorer) throws Exception {
        scorer.promote("default", 1, Starters.write(data.resolve("model"), 1));
        await().atMost(LIMIT).until(() -> scorer.get("/q/health/ready").statusCode() == 200);
        ProducerRecord<byte[], byte[]> next =
                scorer.record(Samples.response("next").setPromptId("p1").build());
        ProcessHandle registry = scorer.stack().process(Part.REGISTRY);
        registry.destroyForcibly();
        registry.onExit().join();
        scorer.publish(ofAnotherSchema("p1"));
        scorer.publish(next);
    }

    /** The registry knows no such schema, it turns out: a dead letter. What came after it is scored. */
    private static void awaitNext(ScorerStack scorer) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(scorer.scored())
                .extracting(ScoredResponse::getResponseId)
                .containsExactly("next"));
        assertThat(scorer.deadLetters()).hasSize(1);
    }

    private static String log(ScorerStack scorer) throws Exception {
        return Files.readString(scorer.stack().log(Part.SCORER));
    }

    private static ProducerRecord<byte[], byte[]> ofAnotherSchema(String promptId) {
        byte[] value = {0, 0, 0, 0x7f, 0x7f, 1, 2, 3};
        return new ProducerRecord<>(Topics.RESPONSES.name(), new PromptKey("acme", promptId).toBytes(), value);
    }

    private void assertRefused(Map<String, String> settings, String named) throws Exception {
        StackOptions options = StackOptions.keeping(Checkout.find(), data)
                .ports(Ports.random())
                .parts(EnumSet.of(Part.SCORER))
                .settings(Part.SCORER, settings);

        assertThatThrownBy(() -> Stack.start(options)).isInstanceOf(StackException.class);

        assertThat(Files.readString(data.resolve("logs/scorer.log"))).contains(named);
    }
}
