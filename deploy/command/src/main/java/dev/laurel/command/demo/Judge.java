package dev.laurel.command.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.schema.PreferencePair;

import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;

/** Scores the cumulative hold-out of a line with the starter model and with every version, from the checkpoints themselves. */
final class Judge implements AutoCloseable {

    private final Path store;
    private final Path starter;
    private final Engine engine;

    private Judge(Path store, long seed, Engine engine) {
        this.store = store;
        this.starter = store.resolve(".starter-" + seed); // where the trainer keeps it
        this.engine = engine;
    }

    /** @param seed of the trainer, whose starter model depends on it */
    static Judge start(Path store, long seed) {
        return new Judge(store, seed, Engine.start(EngineOptions.defaults()));
    }

    HoldOutReport judge(String line) throws IOException {
        List<Path> versions = versions(line);
        List<PreferencePair> heldOut = new ArrayList<>();
        for (Path version : versions) {
            heldOut.addAll(holdOut(version));
        }
        List<PreferencePair> judged = new ArrayList<>();
        EncodedPairs pairs = encode(starter, heldOut, judged);
        Map<String, List<PairScore>> scores = new LinkedHashMap<>();
        List<PairScore> latest = scores(starter, pairs);
        scores.put("starter", latest);
        for (Path version : versions) {
            latest = scores(version, pairs);
            scores.put("v" + Integer.parseInt(version.getFileName().toString()), latest);
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

    private List<PairScore> scores(Path checkpoint, EncodedPairs pairs) {
        try (RewardModel model = RewardModel.load(checkpoint, engine)) {
            return PairEvaluator.evaluate(model, pairs.encoded());
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
