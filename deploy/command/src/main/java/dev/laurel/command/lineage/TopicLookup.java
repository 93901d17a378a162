package dev.laurel.command.lineage;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.laurel.command.client.TopicReader;
import dev.laurel.command.console.Progress;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import me.tongfei.progressbar.ProgressBar;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the topics as JSON, each with its place; found by reading the topic, which takes as long as it is. */
final class TopicLookup {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final TopicReader topics;
    private final Optional<String> tenant;

    /** @param tenant only its records, if given */
    TopicLookup(TopicReader topics, Optional<String> tenant) {
        this.topics = topics;
        this.tenant = tenant;
    }

    /** Every scored record of a response; the prompt, if known, tells the partition. */
    ArrayNode scored(String responseId, Optional<PromptKey> prompt) {
        ArrayNode found = JSON.arrayNode();
        scan(Topics.SCORED, prompt, record -> {
            ScoredResponse response = record.value();
            if (response.getResponseId().equals(responseId) && isOfTenant(response.getTenant())) {
                found.add(scored(record));
            }
        });
        return found;
    }

    private static ObjectNode scored(ConsumerRecord<byte[], ScoredResponse> record) {
        ScoredResponse response = record.value();
        ObjectNode json = JSON.objectNode()
                .put("response_id", response.getResponseId())
                .put("tenant", response.getTenant())
                .put("prompt_id", response.getPromptId())
                .put("reward", response.getReward())
                .put("normalized_reward", response.getNormalizedReward())
                .put("model_line", response.getModelLine())
                .put("model_version", response.getModelVersion())
                .put("weight_digest", response.getWeightDigest())
                .put("scored_at", response.getTimings().getScored().toString());
        json.set("place", place(record));
        json.putObject("origin")
                .put("topic", response.getOrigin().getTopic())
                .put("partition", response.getOrigin().getPartition())
                .put("offset", response.getOrigin().getOffset());
        return json;
    }

    /** How many responses each version of each line has scored, as {@code line@version}. */
    ObjectNode scoredByVersion() {
        ObjectNode counts = JSON.objectNode();
        scan(Topics.SCORED, Optional.empty(), record -> {
            String version =
                    record.value().getModelLine() + '@' + record.value().getModelVersion();
            counts.put(version, counts.path(version).asLong() + 1);
        });
        return counts;
    }

    /** The feedback events of these ids, of whatever tenant, in the order of the topic. */
    ArrayNode events(Collection<String> eventIds, Optional<PromptKey> prompt) {
        Set<String> wanted = new HashSet<>(eventIds);
        ArrayNode found = JSON.arrayNode();
        if (wanted.isEmpty()) {
            return found;
        }
        scan(Topics.FEEDBACK, prompt, record -> {
            FeedbackEvent event = record.value();
            if (wanted.contains(event.getEventId())) {
                ObjectNode json = found.addObject()
                        .put("event_id", event.getEventId())
                        .put("tenant", event.getTenant())
                        .put("prompt_id", event.getPromptId())
                        .put("operation", event.getOperation().name())
                        .put(
                                "kind",
                                event.getPayload()
                                        .map(payload -> payload.getClass().getSimpleName())
                                        .orElse("none"))
                        .put("event_time", event.getEventTime().toString());
                json.set("place", place(record));
            }
        });
        return found;
    }

    /** The records of pairs that rest on an event, or have an id. */
    ArrayNode pairs(Optional<String> eventId, Optional<String> pairId) {
        ArrayNode found = JSON.arrayNode();
        scan(Topics.PAIRS, Optional.empty(), record -> {
            PreferencePair pair = record.value();
            boolean wanted = eventId.map(pair.getSource().getEventIds()::contains)
                    .or(() -> pairId.map(pair.getPairId()::equals))
                    .orElse(false);
            if (wanted && isOfTenant(pair.getTenant())) {
                ObjectNode json = found.addObject()
                        .put("pair_id", pair.getPairId())
                        .put("operation", pair.getOperation().name())
                        .put("tenant", pair.getTenant())
                        .put("prompt_id", pair.getPromptId());
                ArrayNode events = json.putArray("events");
                pair.getSource().getEventIds().forEach(events::add);
                json.set("place", place(record));
            }
        });
        return found;
    }

    private boolean isOfTenant(String other) {
        return tenant.map(other::equals).orElse(true);
    }

    private static ObjectNode place(ConsumerRecord<?, ?> record) {
        return JSON.objectNode()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset());
    }

    private <V extends SpecificRecord> void scan(
            Topic<V> topic, Optional<PromptKey> prompt, Consumer<ConsumerRecord<byte[], V>> sink) {
        try (ProgressBar bar = Progress.bar(topic.name(), "records", -1)) {
            topics.scan(topic, prompt, (at, of) -> bar.maxHint(of).stepTo(at), sink);
        }
    }
}
