package dev.laurel.forms.record;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.forms.Refusal;
import dev.laurel.forms.RefusedRow;
import dev.laurel.forms.Row;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.ToolCall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FeedbackEventsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PAIR = "{\"prompt\":\"Hi\",\"chosen\":\"Hello.\",\"rejected\":\"Go.\"}";

    @Test
    void idsOfPlainTurnsStayAndCallsAndToolsHaveOwnOnes() {
        List<Message> plain = List.of(Messages.text("user", "Hi"));
        List<Message> named =
                List.of(Message.newBuilder(plain.get(0)).setName("ann").build());
        List<Message> calling = List.of(Message.newBuilder(plain.get(0))
                .setToolCalls(List.of(new ToolCall(null, "function", "f", "{}")))
                .build());
        List<Message> callingOtherwise = List.of(Message.newBuilder(plain.get(0))
                .setToolCalls(List.of(new ToolCall(null, "function", "f", "\"{}\"")))
                .build());

        assertThat(StableId.ofPrompt(plain, Optional.empty()))
                .isEqualTo("e3db61b7c71941e5a12401e569770768"); // as it was before there were tools
        assertThat(Stream.of(plain, named, calling, callingOtherwise)
                        .flatMap(turns -> Stream.of(Optional.<String>empty(), Optional.of("[{}]"))
                                .map(tools -> StableId.ofPrompt(turns, tools))))
                .doesNotHaveDuplicates();
    }

    @Test
    void toolsAndCallsAreTheEvents() {
        FeedbackEvent event = make(
                        ImportOptions.DEFAULTS,
                        "{\"prompt\":\"Hi\",\"tools\":[{\"name\":\"f\"}],\"chosen\":[{\"role\":\"assistant\",\"tool_calls\":[{\"name\":\"f\"}]}],"
                                + "\"rejected\":[{\"role\":\"assistant\",\"content\":\"Go.\"}]}")
                .value();

        assertThat(event.getTools()).contains("[{\"name\":\"f\"}]");
        assertThat(event.getCandidates().get(0).getMessages().get(0).getToolCalls())
                .containsExactly(new ToolCall(null, "function", "f", "{}"));
    }

    @Test
    void aPairBecomesAnEventWithAPremadePair() {
        FeedbackEvent event = make(
                        ImportOptions.DEFAULTS
                                .tenant("acme")
                                .task("chat")
                                .system("labels")
                                .actor(ActorKind.MODEL_JUDGE)
                                .language("en"),
                        "{\"prompt\":\"Hi\",\"chosen\":\"Hello.\",\"rejected\":\"Go.\",\"chosen_score\":0.75,"
                                + "\"rejected_model\":\"grump-1\",\"margin\":2}")
                .value();

        assertThat(event.getTenant()).isEqualTo("acme");
        assertThat(event.getTask()).isEqualTo("chat");
        assertThat(event.getSource().getSystem()).isEqualTo("labels");
        assertThat(event.getSource().getActor()).isEqualTo(ActorKind.MODEL_JUDGE);
        assertThat(event.getLanguage()).hasValue("en");
        assertThat(event.getEventTime()).isEqualTo(NOW);
        assertThat(event.getMessages()).containsExactly(Messages.text("user", "Hi"));
        Candidate chosen = event.getCandidates().get(0);
        Candidate rejected = event.getCandidates().get(1);
        assertThat(chosen.getMessages()).containsExactly(Messages.text("assistant", "Hello."));
        assertThat(chosen.getScore()).hasValue(0.75);
        assertThat(chosen.getGenerator()).isEmpty();
        assertThat(rejected.getScore()).isEmpty();
        assertThat(rejected.getGenerator()).hasValue("grump-1");
        assertThat(event.getPayload()).hasValue(new PremadePair(chosen.getResponseId(), rejected.getResponseId(), 2.0));
        assertThat(event.getAttributes()).containsEntry("file", "pairs.jsonl").containsEntry("line", "7");
    }

    @Test
    void theSameRowAlwaysHasTheSameIds() {
        FeedbackEvent event = make(ImportOptions.DEFAULTS, PAIR).value();

        assertThat(event.getEventId()).isEqualTo("7759edc91d94ac3bf6fbd78b0b39fa27");
        assertThat(event.getPromptId()).isEqualTo("e3db61b7c71941e5a12401e569770768");
        assertThat(event.getCandidates().get(0).getResponseId()).isEqualTo("cce08c9ba073f82976e2f5236249f039");
    }

    @Test
    void pairsOfOnePromptShareItsIdAndTheirCommonAnswer() {
        FeedbackEvent one = make(ImportOptions.DEFAULTS, PAIR).value();
        FeedbackEvent other = make(
                        ImportOptions.DEFAULTS, "{\"prompt\":\"Hi\",\"chosen\":\"Welcome.\",\"rejected\":\"Hello.\"}")
                .value();

        assertThat(other.getPromptId()).isEqualTo(one.getPromptId());
        assertThat(other.getCandidates().get(1).getResponseId())
                .isEqualTo(one.getCandidates().get(0).getResponseId());
        assertThat(other.getEventId()).isNotEqualTo(one.getEventId());
    }

    @Test
    void theSameTextsWithAnotherScoreOrTaskAreAnotherEvent() {
        String id = make(ImportOptions.DEFAULTS, PAIR).id();

        assertThat(make(ImportOptions.DEFAULTS, PAIR.replace("}", ",\"chosen_score\":1}"))
                        .id())
                .isNotEqualTo(id);
        assertThat(make(ImportOptions.DEFAULTS, PAIR.replace("}", ",\"chosen_model\":\"m\"}"))
                        .id())
                .isNotEqualTo(id);
        assertThat(make(ImportOptions.DEFAULTS.task("plain"), PAIR).id()).isNotEqualTo(id);
        assertThat(make(ImportOptions.DEFAULTS.tenant("acme"), PAIR).id()).isEqualTo(id);
    }

    @Test
    void thePromptsOwnIdStandsBeforeThatOfItsConversation() {
        RowRecord<FeedbackEvent> event = make(ImportOptions.DEFAULTS, PAIR.replace("}", ",\"prompt_id\":\"p/1\"}"));

        assertThat(event.key()).hasToString("default/p/1-e3db61b7c71941e5a12401e569770768");
        assertThat(event.value().getPromptId()).isEqualTo("p/1-e3db61b7c71941e5a12401e569770768");
    }

    @Test
    void idsThatIngestWouldNotTakeAreRefused() {
        for (String id : List.of("\\n", "a\\tb", "\\u202e", "x".repeat(1_000))) {
            assertThatThrownBy(() -> make(ImportOptions.DEFAULTS, PAIR.replace("}", ",\"prompt_id\":\"" + id + "\"}")))
                    .isInstanceOf(RefusedRow.class)
                    .hasMessageStartingWith("prompt_id ")
                    .message()
                    .doesNotContain("\n");
        }
        assertThatThrownBy(() -> ImportOptions.DEFAULTS.tenant("a/b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has a slash");
    }

    @Test
    void aMessageOfTwoMegabytesIsRefusedBySizeAndLimit() {
        String json = PAIR.replace("Hello.", "a".repeat(2_000_000));

        assertThatThrownBy(() -> make(ImportOptions.DEFAULTS, json))
                .isInstanceOfSatisfying(RefusedRow.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Refusal.TOO_LARGE))
                .hasMessage("the texts have 2000005 bytes, more than the limit of 1000000");
    }

    private static RowRecord<FeedbackEvent> make(ImportOptions options, String json) {
        try {
            Row row = new Row(JsonMapper.builder().build().readTree(json));
            return new FeedbackEvents(options, Clock.fixed(NOW, ZoneOffset.UTC))
                    .make(row, new RowRecord.Origin("pairs.jsonl", 7));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
