package dev.laurel.forms.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.forms.Refusal;
import dev.laurel.forms.RefusedRow;
import dev.laurel.forms.Row;
import dev.laurel.schema.Message;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.ToolCall;

/**
 * A record made from one row, ready to be sent.
 *
 * @param form how the row was written, in a few words
 * @param id what makes two records the same
 * @param content digest of what the record says, which records of one id share
 * @param prompt digest of the conversation, which records of one key share
 * @param contradictory whether what it says of itself does not fit, as scores by which the rejected answer is the better one
 */
public record RowRecord<V>(
        String form, PromptKey key, String id, String content, String prompt, V value, boolean contradictory) {

    /** A record whose id and key follow from what it says. */
    public static <V> RowRecord<V> ofContent(String form, PromptKey key, String id, V value) {
        return new RowRecord<>(form, key, id, id, key.promptId(), value, false);
    }

    public RowRecord<V> contradictory(boolean does) {
        return new RowRecord<>(form, key, id, content, prompt, value, does);
    }

    /** The record as one among others that may have its ids and say something else. */
    public RowRecord<V> anyIds() {
        String own =
                StableId.of("record").add(key.toString()).add(id).add(content).toString();
        return new RowRecord<>(form, new PromptKey(key.tenant(), prompt), own, own, prompt, value, contradictory);
    }

    /** Makes records from rows; throws {@link RefusedRow} for a row that cannot be used. */
    public interface Maker<V> {
        RowRecord<V> make(Row row, Origin origin);
    }

    /** Where a row comes from; kept in the record's attributes. */
    public record Origin(String file, long line) {}

    /** Refuses texts that Kafka would not take. */
    static void checkSize(Stream<List<Message>> texts, Optional<String> tools) {
        long size = texts.flatMap(List::stream)
                        .flatMap(RowRecord::texts)
                        .mapToLong(RowRecord::bytes)
                        .sum()
                + tools.map(RowRecord::bytes).orElse(0L);
        if (size > ImportOptions.TEXT_LIMIT) {
            throw new RefusedRow(
                    Refusal.TOO_LARGE,
                    "",
                    "the texts have " + size + " bytes, more than the limit of " + ImportOptions.TEXT_LIMIT);
        }
    }

    private static Stream<String> texts(Message turn) {
        Stream<String> arguments = turn.getToolCalls().stream().map(ToolCall::getArguments);
        return Stream.of(Stream.of(turn.getContent()), turn.getReasoningContent().stream(), arguments)
                .flatMap(texts -> texts);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
