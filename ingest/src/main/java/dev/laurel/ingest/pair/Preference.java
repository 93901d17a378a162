package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.accept.Texts;

/**
 * One answer preferred to another, as a rule read it from feedback.
 *
 * @param margin by how much, if the feedback says so
 * @param weight weight in the loss
 * @param basis the feedback it rests on, the latest last
 */
record Preference(
        Completion chosen, Completion rejected, Optional<Double> margin, double weight, List<FeedbackEvent> basis) {

    Preference {
        basis = List.copyOf(basis);
    }

    /** A preference of full weight that one event states. */
    static Preference stated(Completion chosen, Completion rejected, FeedbackEvent event) {
        return new Preference(chosen, rejected, Optional.empty(), 1, List.of(event));
    }

    Preference weighing(double weight) {
        return new Preference(chosen, rejected, margin, weight, basis);
    }

    /** Whether both answers say the same, so that nothing can be learned. */
    boolean betweenEquals() {
        return chosen.getResponseId().equals(rejected.getResponseId())
                || chosen.getMessages().equals(rejected.getMessages());
    }

    /** Whether something can be learned from it: its answers say something, and not the same. */
    boolean teaches() {
        return !betweenEquals() && isSaid(chosen) && isSaid(rejected);
    }

    private static boolean isSaid(Completion answer) {
        return !answer.getMessages().isEmpty()
                && Texts.says(answer.getMessages()
                        .get(answer.getMessages().size() - 1)
                        .getContent());
    }

    FeedbackEvent latest() {
        return basis.get(basis.size() - 1);
    }
}
