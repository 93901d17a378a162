package dev.laurel.command.rescore;

import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.UUID;

import dev.laurel.command.option.Scope;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

/**
 * What is to be scored again, and by whom.
 *
 * @param from first record, as on the command line; see {@link RangeEnd#parse}
 * @param to the record after the last
 * @param scope whose responses
 * @param topic where the rewards go; none of Laurel's own
 */
public record RescoreRequest(String line, int version, String from, String to, Scope scope, String topic) {

    public RescoreRequest {
        RangeEnd.parse(from);
        RangeEnd.parse(to);
        if (Topics.ALL.stream()
                .anyMatch(own -> own.name().equals(topic) || own.deadLetters().equals(topic))) {
            throw new IllegalArgumentException(
                    "topic " + topic + " is one of Laurel's own, whose records each have one origin; choose another");
        }
    }

    boolean takes(GeneratedResponse response) {
        return scope.takes(response.getTenant(), response.getTask());
    }

    /** The topic of the rewards, with the schema and the promise of {@code responses.scored.v1}. */
    Topic<ScoredResponse> output() {
        return new Topic<>(
                topic,
                ScoredResponse.class,
                Topics.SCORED.schema(),
                true,
                Topics.SCORED.cleanup(),
                Topics.SCORED.compatibility());
    }

    /** The group under which its progress is committed: the same request again goes on where it ended. */
    String group() {
        String all = String.join(
                "\n",
                line,
                "" + version,
                from,
                to,
                new TreeSet<>(scope.tenants()).toString(),
                new TreeSet<>(scope.tasks()).toString());
        return "laurel-rescore-" + topic + "-" + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }
}
