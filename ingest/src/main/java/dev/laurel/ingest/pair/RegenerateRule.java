package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.ingest.check.Findings;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Regenerate;
import dev.laurel.schema.accept.Shown;

import static dev.laurel.ingest.check.RejectionReason.EQUAL_ANSWERS;

/** A request for another answer: the answer that came instead, if it is known, is preferred to the unwanted one. */
final class RegenerateRule implements PairRule<Regenerate> {

    @Override
    public FeedbackKind kind() {
        return FeedbackKind.REGENERATE;
    }

    @Override
    public List<Mention> mentions(Regenerate regenerate) {
        Mention unwanted = new Mention("response_id", regenerate.getResponseId());
        return regenerate
                .getReplacement()
                .map(replacement -> List.of(unwanted, new Mention("replacement", replacement)))
                .orElse(List.of(unwanted));
    }

    @Override
    public void check(Regenerate regenerate, Findings findings) {
        findings.expect(
                regenerate
                        .getReplacement()
                        .filter(regenerate.getResponseId()::equals)
                        .isEmpty(),
                EQUAL_ANSWERS,
                "payload.replacement",
                "%s is the unwanted response too",
                Shown.of(regenerate.getResponseId()));
    }

    @Override
    public Stream<Judgement> judgements(Regenerate regenerate) {
        return regenerate
                .getReplacement()
                .map(replacement ->
                        (Judgement) new Judgement.Stated(replacement, regenerate.getResponseId(), Optional.empty()))
                .stream();
    }
}
