package dev.laurel.importer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.importer.form.Refusal;
import dev.laurel.importer.form.RefusedRow;
import dev.laurel.importer.form.Row;
import dev.laurel.importer.form.Turns;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.PromptKey;

/**
 * Makes generated responses of rows with {@code response} (a string) and {@code messages} (the conversation before it) or {@code prompt} (one user turn),
 * and where known {@code response_id} or {@code id}, {@code prompt_id}, {@code generator}, {@code language}.
 *
 * <p>Ids that are absent are hashes, the same as those of the same texts in imported pairs. Two rows with the same prompt and response id are one
 * response.
 */
record GeneratedResponses(ImportOptions options, Clock clock) implements Outgoing.Maker<GeneratedResponse> {

    @Override
    public Outgoing<GeneratedResponse> make(Row row, Outgoing.Origin origin) {
        List<Message> messages = messages(row);
        List<Message> answer = List.of(new Message("assistant", row.requiredText("response")));
        Outgoing.checkSize(Stream.of(messages, answer));
        PromptKey key =
                new PromptKey(options.tenant(), row.id("prompt_id").orElseGet(() -> StableId.ofPrompt(messages)));
        String id = row.id("response_id", "id").orElseGet(() -> StableId.ofAnswer(answer));
        Optional<String> language = row.text("language").or(options::language).or(() -> Language.byScript(messages));
        GeneratedResponse response = GeneratedResponse.newBuilder()
                .setResponseId(id)
                .setTenant(options.tenant())
                .setTask(options.task())
                .setPromptId(key.promptId())
                .setMessages(messages)
                .setResponse(answer.get(0).getContent())
                .setLanguage(language.orElse(null))
                .setGenerator(row.text("generator").orElse(null))
                .setEventTime(clock.instant())
                .setAttributes(Map.of("file", origin.file(), "line", Long.toString(origin.line())))
                .build();
        return new Outgoing<>(
                "responses",
                key,
                StableId.of("response").add(key.toString()).add(id).toString(),
                response);
    }

    private static List<Message> messages(Row row) {
        List<Message> messages = new ArrayList<>(
                row.has("messages") || !row.has("prompt")
                        ? Turns.CHAT.list(row.required("messages"), "messages")
                        : List.of(new Message("user", row.requiredText("prompt"))));
        if (messages.stream().noneMatch(turn -> turn.getRole().equals("user"))) {
            throw new RefusedRow(Refusal.NO_PROMPT, "messages", "holds no user turn");
        }
        return messages;
    }
}
