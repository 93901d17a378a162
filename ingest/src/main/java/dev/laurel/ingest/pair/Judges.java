package dev.laurel.ingest.pair;

import java.util.Optional;

import dev.laurel.ingest.ledger.GradeKind;
import dev.laurel.ingest.ledger.Judge;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackSource;

/**
 * Who judged: the annotator, else the person whose conversation it is. Where neither is named there is no telling whether two judgements are one
 * person's.
 */
record Judges(PairSettings settings) {

    Optional<Judge> of(FeedbackEvent event) {
        FeedbackSource source = event.getSource();
        return source.getAnnotator()
                .map(name -> "annotator/" + name)
                .or(() -> source.getSubject().map(Judges::subject))
                .map(rater -> new Judge(event.getTask(), rater));
    }

    /** A subject as a rater. */
    static String subject(String name) {
        return "subject/" + name;
    }

    /** Whose grades a grade is compared with; nobody's where there is no rater, unless the settings say otherwise. */
    Optional<Judge> grading(FeedbackEvent event, GradeKind kind) {
        return of(event)
                .or(() -> settings.anonymousThumbs() && kind == GradeKind.THUMB
                        ? Optional.of(new Judge(
                                event.getTask(), "system/" + event.getSource().getSystem()))
                        : Optional.empty());
    }
}
