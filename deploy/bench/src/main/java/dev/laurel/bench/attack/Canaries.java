package dev.laurel.bench.attack;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.laurel.bench.kit.Await;
import dev.laurel.command.client.TopicReader;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Ordinary feedback and responses, some for each partition: where they come through, the streams are alive. */
final class Canaries {

    private static final int COUNT = 24;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Target target;
    private int rounds;

    Canaries(Target target) {
        this.target = target;
    }

    /** Publishes some and waits for their pairs and scores; false if they did not come. */
    boolean comeThrough() {
        rounds++;
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < COUNT; i++) {
            String id = "canary-" + rounds + "-" + i;
            ids.add(id);
            target.send(record(Topics.FEEDBACK.name(), id, target.bytes(Topics.FEEDBACK, event(id))));
            target.send(record(Topics.RESPONSES.name(), id, target.bytes(Topics.RESPONSES, response(id))));
        }
        target.producer().flush();
        try {
            Await.until("canaries", PATIENCE, () -> paired().containsAll(ids) && scored().containsAll(ids));
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private Set<String> paired() {
        return new TopicReader(target.cluster())
                .readAll(Topics.PAIRS).stream()
                        .map(record -> record.value().getPromptId())
                        .collect(Collectors.toSet());
    }

    private Set<String> scored() {
        return new TopicReader(target.cluster())
                .readAll(Topics.SCORED).stream()
                        .map(record -> record.value().getResponseId())
                        .collect(Collectors.toSet());
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String id, byte[] value) {
        return new ProducerRecord<>(topic, new PromptKey("canary", id).toBytes(), value);
    }

    static FeedbackEvent event(String id) {
        return FeedbackEvent.newBuilder()
                .setEventId(id)
                .setTenant("canary")
                .setEventTime(Instant.now())
                .setSource(FeedbackSource.newBuilder()
                        .setSystem("attack")
                        .setActor(ActorKind.ANNOTATOR)
                        .build())
                .setPromptId(id)
                .setMessages(List.of(Messages.text("user", "Do you sing? " + Secret.WORD)))
                .setCandidates(List.of(candidate("a", "Yes. " + Secret.WORD), candidate("b", "No. " + Secret.WORD)))
                .setPayload(new Comparison("a", "b", ComparisonOutcome.A, null))
                .build();
    }

    static GeneratedResponse response(String id) {
        return GeneratedResponse.newBuilder()
                .setResponseId(id)
                .setTenant("canary")
                .setPromptId(id)
                .setMessages(List.of(Messages.text("user", "Do you sing? " + Secret.WORD)))
                .setResponse("Yes. " + Secret.WORD)
                .setEventTime(Instant.now())
                .build();
    }

    private static Candidate candidate(String id, String text) {
        return Candidate.newBuilder()
                .setResponseId(id)
                .setMessages(List.of(Messages.text("assistant", text)))
                .build();
    }
}
