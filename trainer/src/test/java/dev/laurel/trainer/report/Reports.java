package dev.laurel.trainer.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.train.StepRecord;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reports for tests and for looking at: a version of a line that has seen some windows, and what can be different about it. */
final class Reports {

    static final String SCRIPT = "<script>alert('\"&')</script>";

    private static final ObjectMapper JSON = Json.mapper();
    private static final int BINS = 24;

    private Reports() {}

    /** A version with a champion before it, 12 slices and 155 steps. */
    static RunReport usual() {
        return of(155, json -> {});
    }

    /** The first of its line: no champion, no drift, few slices, and names that are not meant well. */
    static RunReport first() {
        return of(1, json -> {
            json.put("version", 1).put("line", SCRIPT).remove(List.of("parent", "averaging"));
            ((ObjectNode) json.path("decision")).put("promoted", false).put("reason", "held back: " + SCRIPT);
            ObjectNode judgement = judgement(json);
            judgement.remove(List.of("rival", "best", "drift"));
            slices(judgement, 1).get(0).put("by", "tenant").put("name", SCRIPT + "\u0000\u202Eevil");
            ObjectNode data = (ObjectNode) json.path("data");
            data.putArray("withdrawn").add(SCRIPT);
            data.putArray("notices");
            json.remove("replay");
        });
    }

    /** Trained somewhere else. */
    static RunReport registered() {
        return of(0, json -> slices(judgement(json), 0));
    }

    /** A night's work on many slices, held back. */
    static RunReport large() {
        return of(5000, json -> {
            ((ObjectNode) json.path("decision"))
                    .put("promoted", false)
                    .put(
                            "reason",
                            "held back: accuracy on source slice-3 −0.081 [−0.120, −0.041], where −0.050 is allowed");
            slices(judgement(json), 40);
            ArrayNode findings = (ArrayNode) json.at("/decision/findings");
            for (int i = 0; i < 40; i++) {
                ObjectNode finding = findings.addObject();
                finding.put("rule", "slice").put("about", "accuracy on source slice-" + i);
                finding.put("figure", i == 3 ? -0.081 : 0.01)
                        .put("limit", -0.05)
                        .put("passed", i != 3);
                interval(finding.putObject("interval"), i == 3 ? -0.081 : 0.01, 0.04);
            }
        });
    }

    static RunReport of(int steps, Consumer<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(Reports.class.getResourceAsStream("manifest.json"));
            json.set("steps", steps(steps));
            ObjectNode judgement = judgement(json);
            slices(judgement, 12);
            bins((ObjectNode) judgement.at("/champion/calibration"), 0.05);
            bins((ObjectNode) judgement.at("/challenger/calibration"), 0.02);
            rewards((ObjectNode) judgement.path("rewards"));
            change.accept(json);
            return RunReport.of(JSON.treeToValue(json, Manifest.class), records(steps), ancestors(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode judgement(ObjectNode json) {
        return (ObjectNode) json.path("judgement");
    }

    private static ArrayNode steps(int steps) {
        Random random = new Random(3);
        ArrayNode array = JSON.createArrayNode();
        for (int i = 1; i <= steps; i++) {
            double done = (double) i / steps;
            double loss = 0.38 + 0.34 * Math.exp(-4 * done) + 0.07 * random.nextGaussian();
            double warm = Math.min(1, done / 0.05);
            array.addObject()
                    .put("step", i)
                    .put("loss", Math.max(0.05, loss))
                    .put("accuracy", Math.round(8 * Math.min(1, 0.6 + 0.28 * done + 0.1 * random.nextGaussian())) / 8.0)
                    .put("margin", 1.3 * done)
                    .put("gradient_norm", 0.6 + 0.5 * Math.abs(random.nextGaussian()) + (i % 401 == 300 ? 6 : 0))
                    .put("learning_rate", 3.3e-4 * warm * (0.55 + 0.45 * Math.cos(Math.PI * done)))
                    .put("tokens", 2500 + random.nextInt(600))
                    .put("pairs", 8);
        }
        return array;
    }

    private static List<StepRecord> records(int steps) throws IOException {
        List<StepRecord> records = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            ObjectNode record = JSON.createObjectNode();
            record.putObject("report").put("step", i);
            ArrayNode fresh = record.putArray("pairs");
            ArrayNode replayed = record.putArray("replayed");
            int old = 3 + i * 7 % 3;
            IntStream.range(0, 8).forEach(pair -> (pair < old ? replayed : fresh).add("pair-" + pair));
            records.add(JSON.treeToValue(record, StepRecord.class));
        }
        return records;
    }

    static List<ObjectNode> slices(ObjectNode judgement, int count) {
        Random random = new Random(5);
        List<String> kinds = List.of("source", "tenant", "language", "length", "age");
        List<ObjectNode> slices = new ArrayList<>();
        ArrayNode array = judgement.putArray("slices");
        for (int i = 0; i < count; i++) {
            ObjectNode slice = array.addObject();
            int pairs = 12 + random.nextInt(300);
            double accuracy = 0.78 + 0.17 * random.nextDouble();
            double difference = 0.04 * random.nextGaussian();
            double reach = 0.9 / Math.sqrt(pairs);
            slice.put("by", kinds.get(i * kinds.size() / count)).put("name", "slice-" + i);
            slice.put("pairs", pairs).put("prompts", pairs / 2 + 1).put("counts", pairs >= 40);
            standing(slice, "champion", judgement, accuracy - difference, reach);
            standing(slice, "challenger", judgement, accuracy, reach);
            interval(slice.putObject("difference"), difference, reach * 1.3);
            slices.add(slice);
        }
        return slices;
    }

    private static void standing(ObjectNode slice, String who, ObjectNode judgement, double accuracy, double reach) {
        ObjectNode standing = judgement.path(who).deepCopy();
        interval(standing.putObject("accuracy"), Math.min(1, accuracy), reach);
        slice.set(who, standing);
    }

    private static void interval(ObjectNode interval, double mean, double reach) {
        interval.put("mean", mean).put("low", mean - reach).put("high", Math.min(1, mean + reach));
    }

    private static void bins(ObjectNode calibration, double off) {
        ArrayNode bins = calibration.putArray("bins");
        for (int i = 0; i < 10; i++) {
            double confidence = 0.5 + 0.05 * i + 0.026;
            bins.addObject()
                    .put("low", 0.5 + 0.05 * i)
                    .put("pairs", i == 1 ? 0 : 20 + 9 * i)
                    .put("confidence", confidence)
                    .put("accuracy", Math.min(1, confidence - off * Math.sin(i)));
        }
    }

    private static void rewards(ObjectNode rewards) {
        for (String who : List.of("champion", "challenger")) {
            ObjectNode sides = rewards.putObject(who);
            double apart = who.equals("champion") ? 0.55 : 0.7;
            histogram(sides.putObject("chosen"), apart);
            histogram(sides.putObject("rejected"), -apart);
        }
    }

    private static void histogram(ObjectNode histogram, double middle) {
        histogram.put("low", -3).put("high", 3);
        ArrayNode counts = histogram.putArray("counts");
        for (int i = 0; i < BINS; i++) {
            double x = -3 + 6 * (i + 0.5) / BINS - middle;
            counts.add((int) (80 * Math.exp(-x * x / 2)));
        }
    }

    private static List<Manifest> ancestors(ObjectNode json) throws IOException {
        List<Manifest> ancestors = new ArrayList<>();
        for (int version : List.of(1, 3, 5, 6)) {
            ObjectNode ancestor = json.deepCopy();
            ancestor.put("version", version).put("weight_digest", "digest-of-" + version);
            ancestor.remove("parent");
            if (version > 1) {
                ancestor.putObject("parent")
                        .put("version", version - 2)
                        .put("weight_digest", "digest-of-" + (version - 2));
            }
            ((ObjectNode) ancestor.path("decision")).put("promoted", version != 3);
            ancestors.add(JSON.treeToValue(ancestor, Manifest.class));
        }
        return ancestors;
    }
}
