package dev.laurel.ingest.ledger;

import java.util.List;

import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordCodecTest {

    /** Entries outlive the program that wrote them: it must know every schema they were ever written with. */
    @Test
    void latestOfTheHistoryIsWhatThePublicRecordsAreToday() {
        expectLatest("judgement", FeedbackEvent.getClassSchema());
        expectLatest("standing", PreferencePair.getClassSchema());
        expectLatest("answer", Completion.getClassSchema());
        Schema texts = latest("texts");
        assertThat(form(texts.getField("messages").schema().getElementType()))
                .isEqualTo(form(Message.getClassSchema()));
        assertThat(form(texts.getField("answers").schema().getElementType()))
                .isEqualTo(form(Completion.getClassSchema()));
    }

    @Test
    void damagedBytesNameWhatTheyWere() {
        RecordCodec<FeedbackEvent> codec = new RecordCodec<>("judgement");

        assertThatThrownBy(() -> codec.decode(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("judgement");
    }

    private static void expectLatest(String name, Schema today) {
        assertThat(form(latest(name)))
                .as(
                        "a changed record is kept as %s/%d.avsc",
                        name, RecordCodec.history(name).size() + 1)
                .isEqualTo(form(today));
    }

    private static Schema latest(String name) {
        List<Schema> history = RecordCodec.history(name);
        return history.get(history.size() - 1);
    }

    private static String form(Schema schema) {
        return SchemaNormalization.toParsingForm(schema);
    }
}
