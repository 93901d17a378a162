package dev.laurel.ingest.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Completion;
import dev.laurel.schema.Message;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/**
 * What a prompt says, with the answers that came in the same record.
 *
 * @param messages the conversation up to the answers
 * @param tools the tools that the model could call, as JSON
 */
public record Texts(List<Message> messages, Optional<String> tools, List<Completion> answers) {

    static final String NAME = "texts";

    private static final List<Schema> HISTORY = RecordCodec.history(NAME);

    public Texts {
        messages = List.copyOf(messages);
        answers = List.copyOf(answers);
    }

    GenericRecord record() {
        return new GenericRecordBuilder(HISTORY.get(HISTORY.size() - 1))
                .set("messages", messages)
                .set("tools", tools.orElse(null))
                .set("answers", answers)
                .build();
    }

    static Texts read(GenericRecord record) {
        return new Texts(
                list(record, "messages", Message.class),
                Optional.ofNullable((String) record.get("tools")),
                list(record, "answers", Completion.class));
    }

    private static <E> List<E> list(GenericRecord record, String field, Class<E> type) {
        return ((Collection<?>) record.get(field)).stream().map(type::cast).toList();
    }
}
