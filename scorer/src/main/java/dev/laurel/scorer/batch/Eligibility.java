package dev.laurel.scorer.batch;

import java.util.Optional;

import dev.laurel.reward.text.Conversation;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Line;
import dev.laurel.schema.accept.Shown;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.ModelTurns;

/** Whether a response can be scored, and by which line. */
sealed interface Eligibility {

    /** To be scored by that line: the conversation, the response last. */
    record Admitted(String line, String responseId, Conversation conversation) implements Eligibility {}

    /** Not to be scored. */
    record Refused(Failure failure) implements Eligibility {}

    /** @param key the record's key; null if it has none */
    static Eligibility of(byte[] key, GeneratedResponse response, Lines lines) {
        Optional<Failure> problem = ResponseCheck.problem(key, response);
        if (problem.isPresent()) {
            return new Refused(problem.get());
        }
        Optional<Line> line = lines.serving(response.getTenant(), response.getTask());
        if (line.isEmpty()) {
            return new Refused(new Failure(
                    Reason.NO_LINE,
                    "no line serves tenant " + Shown.of(response.getTenant()) + ", task "
                            + Shown.of(response.getTask())));
        }
        return new Admitted(line.get().name(), response.getResponseId(), ModelTurns.conversation(response));
    }
}
