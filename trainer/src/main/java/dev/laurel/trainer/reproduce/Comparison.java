package dev.laurel.trainer.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import dev.laurel.reward.train.StepReport;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.reproduce.Finding.Closeness;
import dev.laurel.trainer.reproduce.Finding.Otherwise;
import dev.laurel.trainer.train.Environment;

/**
 * A version trained again, or the first steps of it, beside its manifest.
 *
 * @param trained what came out; empty where only the first steps were taken
 * @param environment what it was computed on this time
 */
record Comparison(Manifest manifest, Environment environment, List<StepReport> steps, Optional<Trained> trained) {

    /**
     * What a whole training leaves.
     *
     * @param weightDigest of the weights of this time
     */
    record Trained(Map<String, String> textDigests, String weightDigest) {}

    /** Largest difference of a loss, in nats, that other kernels are expected to make over a window, in float32. */
    static final double TOLERANCE = 1e-3;

    /** As {@link #TOLERANCE} for computation in bfloat16, whose numbers have 16 bits less. */
    static final double COARSE_TOLERANCE = 5e-2;

    Finding finding(List<String> notes) {
        List<Difference> differences = differences();
        List<Otherwise> otherwise = otherwise();
        Outcome outcome = Outcome.DIFFERENT;
        if (differences.isEmpty()) {
            outcome = trained.isPresent() ? Outcome.SAME : Outcome.SAME_SO_FAR;
        } else if (!otherwise.isEmpty() || environment.device().startsWith("gpu")) {
            outcome = Outcome.NOT_COMPARABLE;
        }
        return new Finding(
                outcome,
                summary(outcome, differences, otherwise),
                differences,
                List.of(),
                otherwise,
                Optional.of(closeness()),
                trained.map(Trained::weightDigest),
                notes);
    }

    private String summary(Outcome outcome, List<Difference> differences, List<Otherwise> otherwise) {
        return switch (outcome) {
            case SAME -> "the same weights and the same losses in " + steps.size() + " steps";
            case SAME_SO_FAR ->
                "the same losses in the first " + steps.size() + " of "
                        + manifest.steps().size() + " steps; the weights were not compared";
            case NOT_COMPARABLE ->
                (otherwise.isEmpty()
                                ? "a GPU does not give the same bits twice"
                                : otherwise.get(0).what() + " was "
                                        + otherwise.get(0).then() + " and is "
                                        + otherwise.get(0).now())
                        + "; " + closenessInWords();
            default -> differences.get(0).toString();
        };
    }

    private String closenessInWords() {
        Closeness closeness = closeness();
        return "losses are up to %.2g apart (step %d), %s the tolerance of %.2g"
                .formatted(
                        closeness.largest(),
                        closeness.step(),
                        closeness.isWithin() ? "within" : "beyond",
                        closeness.tolerance());
    }

    private List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        firstStep().ifPresent(differences::add);
        trained.ifPresent(model -> differences.addAll(differences(model)));
        return differences;
    }

    private List<Difference> differences(Trained model) {
        List<Difference> differences = new ArrayList<>();
        Map<String, String> textDigests = model.textDigests();
        TreeSet<String> files = new TreeSet<>(manifest.text().digests().keySet());
        files.addAll(textDigests.keySet());
        for (String file : files) {
            String expected = manifest.text().digests().getOrDefault(file, "no such file");
            String found = textDigests.getOrDefault(file, "no such file");
            if (!expected.equals(found)) {
                differences.add(new Difference(Difference.Kind.TEXT, file, expected, found));
            }
        }
        if (!model.weightDigest().equals(manifest.weightDigest())) {
            differences.add(new Difference(
                    Difference.Kind.WEIGHTS,
                    "version " + manifest.version(),
                    manifest.weightDigest(),
                    model.weightDigest()));
        }
        return differences;
    }

    private Optional<Difference> firstStep() {
        List<StepReport> before = manifest.steps();
        for (int i = 0; i < Math.min(before.size(), steps.size()); i++) {
            if (!before.get(i).equals(steps.get(i))) {
                return Optional.of(new Difference(
                        Difference.Kind.STEP, "step " + (i + 1), inWords(before.get(i)), inWords(steps.get(i))));
            }
        }
        boolean enough = trained.isPresent() ? before.size() == steps.size() : before.size() > steps.size();
        return enough
                ? Optional.empty()
                : Optional.of(
                        new Difference(Difference.Kind.STEP, "number of steps", before.size() + "", steps.size() + ""));
    }

    private static String inWords(StepReport step) {
        return "loss " + step.loss() + " (learning rate " + step.learningRate() + ", gradient norm "
                + step.gradientNorm() + ")";
    }

    private Closeness closeness() {
        double largest = 0;
        long step = 1;
        for (int i = 0; i < Math.min(manifest.steps().size(), steps.size()); i++) {
            double apart =
                    Math.abs(manifest.steps().get(i).loss() - steps.get(i).loss());
            if (apart > largest) {
                largest = apart;
                step = i + 1L;
            }
        }
        boolean coarse = environment.dtype().equals("BFLOAT16");
        return new Closeness(largest, step, coarse ? COARSE_TOLERANCE : TOLERANCE);
    }

    /** What matters to the last bits: not the virtual machine, and not Laurel's own version, which must give the same. */
    private List<Otherwise> otherwise() {
        Environment before = manifest.environment();
        List<Otherwise> changes = new ArrayList<>();
        add(changes, "processor", before.system(), environment.system());
        add(changes, "device", before.device(), environment.device());
        add(changes, "number of threads", before.threads() + "", environment.threads() + "");
        add(changes, "number format", before.dtype(), environment.dtype());
        add(changes, "engine", before.engine(), environment.engine());
        TreeSet<String> names = new TreeSet<>(before.settings().keySet());
        names.addAll(environment.settings().keySet());
        for (String name : names) {
            add(
                    changes,
                    name,
                    before.settings().getOrDefault(name, "not set"),
                    environment.settings().getOrDefault(name, "not set"));
        }
        return changes;
    }

    private static void add(List<Otherwise> changes, String what, String then, String now) {
        if (!then.equals(now)) {
            changes.add(new Otherwise(what, then, now));
        }
    }
}
