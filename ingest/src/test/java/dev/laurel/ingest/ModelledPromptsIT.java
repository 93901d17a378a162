package dev.laurel.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.laurel.ingest.pair.ModelledPrompt;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Stack;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Random records through broker, registry and service make the pairs that a plain model of the rules says. */
class ModelledPromptsIT {

    private static final int PROMPTS = 40;

    @TempDir
    Path directory;

    @Test
    void pairsThatStandAreThoseOfTheModel() throws Exception {
        List<ModelledPrompt> prompts =
                IntStream.range(0, PROMPTS).mapToObj(ModelledPrompt::of).toList();
        Map<String, Set<String>> expected = new TreeMap<>();
        prompts.stream()
                .filter(prompt -> !prompt.pairs().isEmpty())
                .forEach(prompt -> expected.put(prompt.promptId(), prompt.pairs()));
        assertThat(expected).hasSizeGreaterThan(PROMPTS / 2);

        try (Stack stack = Stack.forTests()) {
            KafkaProbe.provision(stack);
            try (KafkaProbe kafka = new KafkaProbe(stack);
                    IngestProcess ingest = IngestProcess.start(directory, KafkaProbe.settings(stack))
                            .awaitRunning()) {
                int byId = 0;
                for (int i = 0; i < longest(prompts); i++) { // beside each other
                    for (ModelledPrompt prompt : prompts) {
                        byId += i < prompt.records().size()
                                ? write(kafka, prompt.records().get(i))
                                : 0;
                    }
                }
                assertThat(byId).as("feedback that names no prompt").isGreaterThan(PROMPTS);

                await().atMost(Duration.ofSeconds(90))
                        .untilAsserted(() ->
                                assertThat(standing(kafka).equals(expected)).isTrue());
                assertThat(kafka.read(Topics.UNJOINED.deadLetters())).isEmpty();
                assertThat(kafka.read(Topics.RESPONSES.deadLetters())).isEmpty();
                assertThat(ingest.log()).doesNotContain("thread ended");
            }
        }
    }

    private static int longest(List<ModelledPrompt> prompts) {
        return prompts.stream()
                .mapToInt(prompt -> prompt.records().size())
                .max()
                .orElseThrow();
    }

    /** Says how many records named no prompt. */
    private static int write(KafkaProbe kafka, SpecificRecord record) throws Exception {
        if (record instanceof GeneratedResponse response) {
            kafka.write(
                    Topics.RESPONSES,
                    InputTopic.RESPONSES.key().apply(response).toBytes(),
                    kafka.bytes(Topics.RESPONSES, response));
            return 0;
        }
        FeedbackEvent event = (FeedbackEvent) record;
        InputTopic<FeedbackEvent> topic = InputTopic.of(event);
        byte[] key = topic.key().apply(event).toBytes();
        byte[] value = kafka.bytes(topic.topic(), event);
        if (event.getEventId().hashCode() % 3 == 0) {
            kafka.writeWithHeader(topic.topic(), key, value);
        } else {
            kafka.write(topic.topic(), key, value);
        }
        return topic == InputTopic.UNJOINED ? 1 : 0;
    }

    /** By prompt; no pair is published while it stands, or withdrawn while it does not. */
    private static Map<String, Set<String>> standing(KafkaProbe kafka) {
        Map<String, Set<String>> standing = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        kafka.read(Topics.PAIRS.name()).forEach(record -> {
            PreferencePair pair =
                    kafka.pairs().deserializer().deserialize(record.topic(), record.headers(), record.value());
            boolean publishes = pair.getOperation() == PairOperation.PUBLISH;
            if (publishes ? !ids.add(pair.getPairId()) : !ids.remove(pair.getPairId())) {
                wrong.add(pair.getOperation() + " " + pair.getPairId());
            }
            Set<String> ofPrompt = standing.computeIfAbsent(pair.getPromptId(), prompt -> new TreeSet<>());
            if (publishes) {
                ofPrompt.add(ModelledPrompt.shown(pair));
            } else {
                ofPrompt.remove(ModelledPrompt.shown(pair));
            }
        });
        assertThat(wrong).isEmpty();
        standing.values().removeIf(Set::isEmpty);
        return standing;
    }
}
