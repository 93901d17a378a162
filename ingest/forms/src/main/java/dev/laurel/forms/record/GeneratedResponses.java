package dev.laurel.forms.record;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.forms.PromptText;
import dev.laurel.forms.Row;
import dev.laurel.forms.Turns;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PromptKey;

/**
 * Makes generated responses of rows with {@code response} (a string, be it empty: a model may say nothing) or {@code answer} (its turns, where it calls
 * tools) and the conversation before it in
 * {@code messages}, {@code prompt} or one of the other fields that a pair may have it in, and where known {@code response_id} or {@code id},
 * {@code prompt_id}, {@code generator}, {@code language}.
 *
 * <p>Ids that are absent are hashes: a prompt's is that of the same conversation in imported pairs, an answer's is of conversation and answer. Two rows
 * with the same prompt and response id are one response, and must agree in what it is.
 */
public record GeneratedResponses(ImportOptions options, Clock clock) implements RowRecord.Maker<GeneratedResponse> {

    @Override
    public RowRecord<GeneratedResponse> make(Row row, RowRecord.Origin origin) {
        List<Message> messages = PromptText.beforeResponse(row);
        Optional<String> tools = row.tools();
        List<Message> turns =
                row.json().path("answer").isArray() ? Turns.CHAT.list(row.required("answer"), "answer") : List.of();
        String text = turns.isEmpty()
                ? row.possiblyEmptyText("response")
                : turns.get(turns.size() - 1).getContent();
        List<Message> answer = turns.isEmpty() ? List.of(Messages.text("assistant", text)) : turns;
        RowRecord.checkSize(Stream.of(messages, answer), tools);
        String prompt = StableId.ofPrompt(messages, tools);
        PromptKey key = new PromptKey(options.tenant(), row.id("prompt_id").orElse(prompt));
        String content = StableId.ofAnswer(messages, tools, answer);
        String id = row.id("response_id", "id").orElse(content);
        Optional<String> language = row.language().or(options::language).or(() -> Language.byScript(messages));
        GeneratedResponse response = GeneratedResponse.newBuilder()
                .setResponseId(id)
                .setTenant(options.tenant())
                .setTask(options.task())
                .setPromptId(key.promptId())
                .setMessages(messages)
                .setTools(tools.orElse(null))
                .setResponse(text)
                .setAnswer(turns)
                .setLanguage(language.orElse(null))
                .setGenerator(row.name("generator").orElse(null))
                .setEventTime(clock.instant())
                .setAttributes(Map.of("file", origin.file(), "line", Long.toString(origin.line())))
                .build();
        return new RowRecord<>(
                "responses",
                key,
                StableId.of("response").add(key.toString()).add(id).toString(),
                content,
                prompt,
                response,
                false);
    }
}
