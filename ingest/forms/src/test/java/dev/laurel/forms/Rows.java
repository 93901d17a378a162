package dev.laurel.forms;

import java.util.List;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.assertj.core.api.AbstractThrowableAssert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rows for tests, written with single quotes. */
final class Rows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Rows() {}

    static Row row(String json) {
        try {
            return new Row(JSON.readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static ImportedPair read(String json) {
        Row row = row(json);
        return Form.of(row).read(row);
    }

    static AbstractThrowableAssert<?, ?> assertRefused(String json, Refusal reason) {
        return assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(RefusedRow.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
    }

    static Message user(String text) {
        return Messages.text("user", text);
    }

    static Message assistant(String text) {
        return Messages.text("assistant", text);
    }

    static Message system(String text) {
        return Messages.text("system", text);
    }

    static List<Message> turns(Message... turns) {
        return List.of(turns);
    }
}
