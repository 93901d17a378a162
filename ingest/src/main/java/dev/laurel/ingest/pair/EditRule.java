package dev.laurel.ingest.pair;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.schema.Edit;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.accept.Texts;

import static dev.laurel.ingest.check.RejectionReason.BAD_TEXT;
import static dev.laurel.ingest.check.RejectionReason.MISSING_TEXT;

/** An answer that somebody improved by hand: the edited text, in place of the answer's last turn, is preferred to the original. */
final class EditRule implements PairRule<Edit> {

    @Override
    public FeedbackKind kind() {
        return FeedbackKind.EDIT;
    }

    @Override
    public List<Mention> mentions(Edit edit) {
        return List.of(new Mention("response_id", edit.getResponseId()));
    }

    @Override
    public void check(Edit edit, Findings findings) {
        boolean silent = !Texts.says(edit.getEdited());
        findings.expectNo(Texts.saidProblem(edit.getEdited()), silent ? MISSING_TEXT : BAD_TEXT, "payload.edited");
    }

    @Override
    public Stream<Judgement> judgements(Edit edit) {
        return Stream.of(new Judgement.Edited(edit.getResponseId(), edit.getEdited()));
    }
}
