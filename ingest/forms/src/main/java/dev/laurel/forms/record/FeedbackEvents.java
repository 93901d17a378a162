package dev.laurel.forms.record;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import dev.laurel.forms.Form;
import dev.laurel.forms.ImportedAnswer;
import dev.laurel.forms.ImportedPair;
import dev.laurel.forms.Refusal;
import dev.laurel.forms.RefusedRow;
import dev.laurel.forms.Row;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.accept.Names;

/**
 * Makes feedback events of pre-made pairs.
 *
 * <p>An event's id is a hash of the judgement: system, task, prompt, both answers, who wrote them, scores and margin. A file imported twice therefore
 * gives the same events, of which ingest drops the second. Two rows that agree in all of this are one judgement; two rows with the same texts but
 * other scores or other writers are two.
 */
public record FeedbackEvents(ImportOptions options, Clock clock) implements RowRecord.Maker<FeedbackEvent> {

    @Override
    public RowRecord<FeedbackEvent> make(Row row, RowRecord.Origin origin) {
        Form form = Form.of(row);
        ImportedPair pair = form.read(row);
        RowRecord.checkSize(
                Stream.of(
                        pair.prompt(), pair.chosen().messages(), pair.rejected().messages()),
                pair.tools());
        PromptKey key = new PromptKey(options.tenant(), promptId(pair));
        String id = id(key, pair);
        return RowRecord.ofContent(form.label(), key, id, event(key, id, pair, origin))
                .contradictory(pair.contradictsItself());
    }

    /** The row's own id stands before the conversation's: files number their prompts from 1, or give one id to all conversations that begin alike. */
    private static String promptId(ImportedPair pair) {
        String conversation = StableId.ofPrompt(pair.prompt(), pair.tools());
        String id = pair.promptId().map(own -> own + "-" + conversation).orElse(conversation);
        Names.problem(id).ifPresent(problem -> {
            throw new RefusedRow(Refusal.BAD_NAME, "prompt_id", "with the conversation's id behind it " + problem);
        });
        return id;
    }

    private String id(PromptKey key, ImportedPair pair) {
        StableId id = StableId.of("premade pair")
                .add(options.system())
                .add(options.task())
                .add(key.promptId())
                .add(pair.prompt())
                .addTools(pair.tools())
                .add(pair.margin());
        for (ImportedAnswer answer : List.of(pair.chosen(), pair.rejected())) {
            id.add(answer.messages()).add(answer.generator()).add(answer.score());
        }
        return id.toString();
    }

    private FeedbackEvent event(PromptKey key, String id, ImportedPair pair, RowRecord.Origin origin) {
        Candidate chosen = candidate(pair.chosen());
        Candidate rejected = candidate(pair.rejected());
        Optional<String> language = pair.language().or(options::language).or(() -> Language.byScript(pair.prompt()));
        return FeedbackEvent.newBuilder()
                .setEventId(id)
                .setTenant(options.tenant())
                .setTask(options.task())
                .setEventTime(clock.instant())
                .setOperation(FeedbackOperation.CREATE)
                .setSource(FeedbackSource.newBuilder()
                        .setSystem(options.system())
                        .setActor(options.actor())
                        .build())
                .setPromptId(key.promptId())
                .setMessages(pair.prompt())
                .setTools(pair.tools().orElse(null))
                .setLanguage(language.orElse(null))
                .setCandidates(List.of(chosen, rejected))
                .setPayload(PremadePair.newBuilder()
                        .setChosen(chosen.getResponseId())
                        .setRejected(rejected.getResponseId())
                        .setMargin(boxed(pair.margin()))
                        .build())
                .setAttributes(Map.of("file", origin.file(), "line", Long.toString(origin.line())))
                .build();
    }

    private static Candidate candidate(ImportedAnswer answer) {
        return Candidate.newBuilder()
                .setResponseId(StableId.ofAnswer(answer.messages()))
                .setGenerator(answer.generator().orElse(null))
                .setMessages(answer.messages())
                .setScore(boxed(answer.score()))
                .build();
    }

    private static Double boxed(OptionalDouble number) {
        return number.isPresent() ? (Double) number.getAsDouble() : null;
    }
}
