package dev.laurel.scorer.rest;

import java.util.Iterator;
import java.util.List;
import java.util.Set;

import dev.laurel.reward.text.Conversation;
import dev.laurel.schema.Line;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Shown;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.ModelTurns;
import dev.laurel.scorer.rest.call.Conversations;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One item of a request to score.
 *
 * @param index its place in the request, from 0
 * @param responseId the caller's name for it; null if it has none
 * @param line the line to score it with
 * @param conversation messages and response, or the turns of an answer; it may be empty, since a model may give an empty answer
 */
record ScoreItem(int index, String responseId, String line, Conversation conversation) {

    private static final Set<String> FIELDS =
            Set.of("messages", "tools", "response", "answer", "line", "tenant", "task", "response_id");

    /** Reads an item; throws {@link ProblemException} naming the index and the field that is wrong. */
    static ScoreItem read(int index, JsonNode item, Lines lines) {
        if (!item.isObject()) {
            throw Refusals.invalid(index, null, "an item is an object, not " + item.getNodeType());
        }
        refuseUnknown(index, item);
        Conversation conversation = Conversation.of(
                ModelTurns.of(Conversations.prompt(index, "messages", item.path("messages"))),
                ModelTurns.of(answer(index, item)),
                Conversations.tools(index, item.path("tools")));
        String responseId = optionalName(index, "response_id", item, null);
        return new ScoreItem(index, responseId, line(index, item, lines), conversation);
    }

    /** A response is a text, an answer is turns. */
    private static List<Message> answer(int index, JsonNode item) {
        if (!item.hasNonNull("answer")) {
            return List.of(Messages.text("assistant", Conversations.text(index, "response", item.path("response"))));
        }
        if (item.hasNonNull("response")) {
            throw Refusals.invalid(index, "answer", "either response, a text, or answer, its turns");
        }
        return Conversations.answer(index, "answer", item.path("answer"));
    }

    private static String line(int index, JsonNode item, Lines lines) {
        if (item.hasNonNull("line")) {
            String name = optionalName(index, "line", item, null);
            return lines.named(name)
                    .map(Line::name)
                    .orElseThrow(() -> Refusals.noLine(index, "line", lines.unknown(name)));
        }
        String tenant = optionalName(index, "tenant", item, "default");
        Names.tenantProblem(tenant).ifPresent(problem -> {
            throw Refusals.unacceptable(index, "tenant", "tenant " + problem);
        });
        String task = optionalName(index, "task", item, "default");
        return lines.serving(tenant, task)
                .map(Line::name)
                .orElseThrow(() -> Refusals.noLine(
                        index, null, "no line serves tenant " + Shown.of(tenant) + ", task " + Shown.of(task)));
    }

    private static void refuseUnknown(int index, JsonNode item) {
        for (Iterator<String> names = item.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw Refusals.invalid(index, name, "unknown field " + Shown.of(name));
            }
        }
    }

    private static String optionalName(int index, String field, JsonNode item, String absent) {
        JsonNode value = item.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        String name = Conversations.text(index, field, value);
        Names.problem(name).ifPresent(problem -> {
            throw Refusals.unacceptable(index, field, field + " " + problem);
        });
        return name;
    }
}
