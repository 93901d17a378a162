package dev.laurel.command.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import dev.laurel.command.client.ServiceException;
import dev.laurel.command.client.TopicReader;
import dev.laurel.command.client.TrainerClient;
import dev.laurel.schema.PromptKey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Follows lineage in both directions; what comes out is the JSON that {@code laurel lineage --json} prints. */
public final class LineageReader {

    private static final Pattern IMPORTED = Pattern.compile("(-[0-9a-f]{32})?");
    private static final int NOT_FOUND = 404;
    private static final List<String> LEARNED = List.of("trained", "replayed");

    private final TopicLookup topics;
    private final TrainerClient trainer;
    private final Optional<String> tenant;

    /** @param tenant only its records, if given */
    public LineageReader(TopicReader topics, TrainerClient trainer, Optional<String> tenant) {
        this.topics = new TopicLookup(topics, tenant);
        this.trainer = trainer;
        this.tenant = tenant;
    }

    /**
     * From a scored response to the feedback behind its reward.
     *
     * @param promptId bounds the search to the prompt's partition, if given together with the tenant
     * @param allPairs whether every pair is listed, and not only those of the response's own prompt
     */
    public ObjectNode ofResponse(String responseId, Optional<String> promptId, boolean allPairs) {
        Optional<PromptKey> prompt = tenant.flatMap(each -> promptId.map(id -> new PromptKey(each, id)));
        ObjectNode lineage = JsonNodeFactory.instance.objectNode().put("response_id", responseId);
        ArrayNode responses = lineage.putArray("responses");
        topics.scored(responseId, prompt).forEach(scored -> responses.add(ofScored((ObjectNode) scored, allPairs)));
        return lineage;
    }

    private ObjectNode ofScored(ObjectNode scored, boolean allPairs) {
        String line = scored.path("model_line").asText();
        JsonNode ancestry;
        try {
            ancestry = trainer.ancestry(line, scored.path("model_version").asInt());
        } catch (ServiceException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            return scored.put("gap", e.getMessage());
        }
        JsonNode versions = ancestry.path("versions");
        scored.put("weights_agree", versions.path(0).path("weight_digest").equals(scored.path("weight_digest")));
        scored.set("lineage", versions);
        scored.putObject("base")
                .put("name", ancestry.path("base").asText())
                .put("weight_digest", ancestry.path("base_digest").asText());
        PromptKey own = new PromptKey(
                scored.path("tenant").asText(), scored.path("prompt_id").asText());
        List<ObjectNode> same = new ArrayList<>();
        List<ObjectNode> others = new ArrayList<>();
        for (JsonNode version : versions) {
            int number = version.path("version").asInt();
            for (JsonNode pair : trainer.pairs(line, number).path("pairs")) {
                boolean isSame = own.tenant().equals(pair.path("tenant").asText())
                        && isOf(own, pair.path("prompt_id").asText());
                (isSame ? same : others).add(((ObjectNode) pair).put("version", number));
            }
        }
        scored.put("pairs_learned", learned(same) + learned(others));
        scored.put("pairs_of_the_prompt", same.size());
        List<ObjectNode> listed = new ArrayList<>(same);
        if (allPairs) {
            listed.addAll(others);
        }
        boolean inOnePartition = listed.stream()
                .allMatch(pair -> own.promptId().equals(pair.path("prompt_id").asText()));
        resolve(listed, allPairs || !inOnePartition ? Optional.empty() : Optional.of(own));
        ArrayNode pairs = scored.putArray("pairs");
        listed.forEach(pairs::add);
        return scored;
    }

    /** Whether a pair is of the prompt; an imported one has the conversation's digest behind the file's id. */
    private static boolean isOf(PromptKey own, String promptId) {
        return promptId.startsWith(own.promptId())
                && IMPORTED.matcher(promptId.substring(own.promptId().length())).matches();
    }

    private static long learned(List<ObjectNode> pairs) {
        return pairs.stream()
                .filter(pair -> LEARNED.contains(pair.path("use").asText()))
                .map(pair -> pair.path("pair_id").asText())
                .distinct()
                .count();
    }

    /** Puts the events themselves in the place of their ids. */
    private void resolve(List<ObjectNode> pairs, Optional<PromptKey> prompt) {
        Set<String> ids = new TreeSet<>();
        pairs.forEach(pair -> pair.path("events").forEach(id -> ids.add(id.asText())));
        Map<String, JsonNode> events = new HashMap<>();
        topics.events(ids, prompt).forEach(event -> events.putIfAbsent(key(event, event.path("event_id")), event));
        for (ObjectNode pair : pairs) {
            JsonNode named = pair.path("events");
            ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
            named.forEach(id -> resolved.add(events.getOrDefault(key(pair, id), gone(id))));
            pair.set("events", resolved);
        }
    }

    private static String key(JsonNode ofTenant, JsonNode eventId) {
        return ofTenant.path("tenant").asText() + '/' + eventId.asText();
    }

    private static JsonNode gone(JsonNode id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event_id", id.asText())
                .put("gap", "the topic no longer holds it");
    }

    /** From a feedback event to what it has taught. */
    public ObjectNode ofEvent(String eventId) {
        ObjectNode lineage = JsonNodeFactory.instance.objectNode().put("event_id", eventId);
        lineage.set("events", ofTenant(topics.events(List.of(eventId), Optional.empty())));
        lineage.set("records", topics.pairs(Optional.of(eventId), Optional.empty()));
        traced(
                lineage,
                trainer.lines().stream()
                        .map(line -> trainer.traceEvent(line, eventId, tenant))
                        .toList());
        return lineage;
    }

    /** From a pair to what it has taught, and to the feedback it rests on. */
    public ObjectNode ofPair(String pairId) {
        ObjectNode lineage = JsonNodeFactory.instance.objectNode().put("pair_id", pairId);
        List<JsonNode> traces = trainer.lines().stream()
                .map(line -> trainer.tracePair(line, pairId))
                .toList();
        ArrayNode records = topics.pairs(Optional.empty(), Optional.of(pairId));
        Set<String> events = new TreeSet<>();
        records.forEach(record -> record.path("events").forEach(id -> events.add(id.asText())));
        traces.forEach(trace ->
                trace.path("pairs").forEach(pair -> pair.path("events").forEach(id -> events.add(id.asText()))));
        lineage.set("events", ofTenant(topics.events(events, Optional.empty())));
        lineage.set("records", records);
        traced(lineage, traces);
        return lineage;
    }

    private ArrayNode ofTenant(ArrayNode events) {
        ArrayNode wanted = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> {
            if (tenant.map(event.path("tenant").asText()::equals).orElse(true)) {
                wanted.add(event);
            }
        });
        return wanted;
    }

    /** Adds what each line did, and how many responses the versions that learned from it have scored. */
    private void traced(ObjectNode lineage, List<JsonNode> traces) {
        ArrayNode lines = lineage.putArray("lines");
        JsonNode counts = topics.scoredByVersion();
        for (JsonNode trace : traces) {
            if (trace.path("pairs").isEmpty() && trace.path("gaps").isEmpty()) {
                continue;
            }
            lines.add(trace);
            ObjectNode scored = ((ObjectNode) trace).putObject("responses_scored");
            for (JsonNode pair : trace.path("pairs")) {
                for (String use : List.of("trained", "replayed", "inherited")) {
                    pair.path(use)
                            .forEach(version -> scored.put(
                                    version.asText(),
                                    counts.path(trace.path("line").asText() + '@' + version.asText())
                                            .asLong()));
                }
            }
        }
    }
}
