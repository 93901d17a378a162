package dev.laurel.trainer.reproduce;

import java.util.List;
import java.util.Optional;

/**
 * What a reproduction came to.
 *
 * @param summary the outcome in a sentence
 * @param erased ids of pairs that were trained on and erased since
 * @param environment what is otherwise on this machine, where that matters to the last bits
 * @param closeness how far the losses are apart, where it was trained again
 * @param reproducedDigest digest of the weights, where it was trained again
 * @param notes what did not matter to the outcome, such as offsets that the topic no longer holds
 */
public record Finding(
        Outcome outcome,
        String summary,
        List<Difference> differences,
        List<String> erased,
        List<Otherwise> environment,
        Optional<Closeness> closeness,
        Optional<String> reproducedDigest,
        List<String> notes) {

    /** One property of the machine or the engine that was otherwise when the version was trained. */
    public record Otherwise(String what, String then, String now) {}

    /**
     * The losses of all steps beside those of the manifest.
     *
     * @param largest the largest difference of two losses, in nats
     * @param step where it is
     * @param tolerance up to which losses count as the same training
     */
    public record Closeness(double largest, long step, double tolerance) {

        public boolean isWithin() {
            return largest <= tolerance;
        }
    }

    public Finding {
        differences = List.copyOf(differences);
        erased = List.copyOf(erased);
        environment = List.copyOf(environment);
        notes = List.copyOf(notes);
    }

    static Finding different(List<Difference> differences, List<String> notes) {
        return untrained(
                Outcome.DIFFERENT,
                "not trained again, for what it would be trained from differs: " + differences.get(0),
                differences,
                List.of(),
                notes);
    }

    static Finding erased(int version, List<String> pairs, List<String> notes) {
        return untrained(
                Outcome.ERASED,
                pairs.size() + " pairs that version " + version + " was trained on were erased since",
                List.of(),
                pairs,
                notes);
    }

    static Finding missing(String what, List<String> notes) {
        return untrained(Outcome.MISSING, what, List.of(), List.of(), notes);
    }

    private static Finding untrained(
            Outcome outcome, String summary, List<Difference> differences, List<String> erased, List<String> notes) {
        return new Finding(outcome, summary, differences, erased, List.of(), Optional.empty(), Optional.empty(), notes);
    }
}
