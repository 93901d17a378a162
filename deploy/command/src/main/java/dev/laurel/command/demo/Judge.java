package dev.laurel.command.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.laurel.command.demo.HoldOutReport.PairKey;
import dev.laurel.command.pairs.AccuracyTable;
import dev.laurel.command.pairs.ComparedPair;
import dev.laurel.command.pairs.EncodedPairs;
import dev.laurel.command.pairs.Texts;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.evaluate.PairEvaluator;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.schema.PreferencePair;

import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Holds the starter model and every version of a line beside each other on the cumulative hold-out. What the trainer has scored is taken from its checkpoints;
 * what it had no reason to, such as the starter on pairs that came later, is scored here.
 */
final class Judge implements AutoCloseable {

    private final Path store;
    private final Path starter;
    private Optional<Engine> started = Optional.empty();

    /**
     * @param store the trainer's
     * @param seed of the trainer, whose starter model depends on it
     */
    Judge(Path store, long seed) {
        this.store = store;
        this.starter = store.resolve(".starter-" + seed); // where the trainer keeps it
    }

    HoldOutReport judge(String line) throws IOException {
        List<Path> versions = versions(line);
        List<PreferencePair> heldOut = new ArrayList<>();
        for (Path version : versions) {
            heldOut.addAll(holdOut(version));
        }
        List<PreferencePair> judged = new ArrayList<>();
        EncodedPairs pairs = encode(starter, heldOut, judged);
        RecordedScores recorded = RecordedScores.of(versions);
        Map<String, List<PairScore>> scores = new LinkedHashMap<>();
        List<PairScore> latest = scores(RecordedScores.STARTER, starter, recorded, judged, pairs);
        scores.put(RecordedScores.STARTER, latest);
        for (Path version : versions) {
            String name =
                    RecordedScores.name(Integer.parseInt(version.getFileName().toString()));
            latest = scores(name, version, recorded, judged, pairs);
            scores.put(name, latest);
        }
        Map<PairKey, Double> margins = new LinkedHashMap<>();
        for (int i = 0; i < judged.size(); i++) {
            margins.put(key(judged.get(i)), latest.get(i).margin());
        }
        return new HoldOutReport(
                line,
                heldOut.size() - pairs.size(),
                AccuracyTable.of(pairs.compared(), scores),
                languages(judged, pairs.compared(), scores),
                margins);
    }

    private static Map<String, AccuracyTable> languages(
            List<PreferencePair> judged, List<ComparedPair> compared, Map<String, List<PairScore>> scores) {
        Map<String, List<Integer>> indexes = new TreeMap<>();
        for (int i = 0; i < judged.size(); i++) {
            indexes.computeIfAbsent(judged.get(i).getLanguage().orElse("unknown"), language -> new ArrayList<>())
                    .add(i);
        }
        Map<String, AccuracyTable> tables = new LinkedHashMap<>();
        if (indexes.size() > 1) {
            indexes.forEach((language, of) -> {
                Map<String, List<PairScore>> ofLanguage = new LinkedHashMap<>();
                scores.forEach((model, all) ->
                        ofLanguage.put(model, of.stream().map(all::get).toList()));
                tables.put(
                        language,
                        AccuracyTable.of(of.stream().map(compared::get).toList(), ofLanguage));
            });
        }
        return tables;
    }

    /** The pairs that the formatting takes, which is the same for all versions; they are added to those judged. */
    private static EncodedPairs encode(Path checkpoint, List<PreferencePair> heldOut, List<PreferencePair> judged) {
        try (RewardText formatting = RewardText.load(checkpoint)) {
            EncodedPairs pairs = new EncodedPairs(formatting);
            for (PreferencePair pair : heldOut) {
                PairText text = Texts.of(pair);
                if (pairs.add(ComparedPair.of(pair.getPromptId(), text), text)) {
                    judged.add(pair);
                }
            }
            return pairs;
        }
    }

    private static PairKey key(PreferencePair pair) {
        return new PairKey(
                pair.getPromptId(),
                pair.getChosen().getResponseId(),
                pair.getRejected().getResponseId());
    }

    private List<Path> versions(String line) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve(line))) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{6}"))
                    .sorted()
                    .toList();
        }
    }

    private static List<PreferencePair> holdOut(Path version) throws IOException {
        List<PreferencePair> pairs = new ArrayList<>();
        try (DataFileReader<PreferencePair> reader = new DataFileReader<>(
                version.resolve("holdout.avro").toFile(), new SpecificDatumReader<>(PreferencePair.class))) {
            reader.forEach(pairs::add);
        }
        return pairs;
    }

    private List<PairScore> scores(
            String name, Path checkpoint, RecordedScores recorded, List<PreferencePair> judged, EncodedPairs pairs) {
        List<PairScore> scores = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Optional<PairScore> score = recorded.of(name, judged.get(i).getPairId());
            scores.add(score.orElse(null));
            if (score.isEmpty()) {
                missing.add(i);
            }
        }
        if (!missing.isEmpty()) {
            List<PairScore> computed = compute(
                    checkpoint, missing.stream().map(pairs.encoded()::get).toList());
            for (int i = 0; i < missing.size(); i++) {
                scores.set(missing.get(i), computed.get(i));
            }
        }
        return scores;
    }

    private List<PairScore> compute(Path checkpoint, List<EncodedPair> pairs) {
        Engine engine = started.orElseGet(() -> Engine.start(EngineOptions.defaults()));
        started = Optional.of(engine);
        try (RewardModel model = RewardModel.load(checkpoint, engine)) {
            return PairEvaluator.evaluate(model, pairs);
        }
    }

    @Override
    public void close() {
        started.ifPresent(Engine::close);
    }
}
