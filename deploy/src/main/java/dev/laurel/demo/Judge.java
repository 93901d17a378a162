package dev.laurel.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.evaluate.PairEvaluator;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.UnusablePairException;
import dev.laurel.schema.PreferencePair;

import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;

/** Scores the cumulative hold-out of a line with the starter model and with every version, from the checkpoints themselves. */
final class Judge implements AutoCloseable {

    /** Where the trainer keeps the model that its lines began with. */
    private static final String STARTER = ".starter-1";

    private final Path store;
    private final Engine engine;

    private Judge(Path store, Engine engine) {
        this.store = store;
        this.engine = engine;
    }

    static Judge start(Path store) {
        return new Judge(store, Engine.start(EngineOptions.defaults()));
    }

    HoldOutReport judge(String line) throws IOException {
        Path starter = store.resolve(STARTER);
        List<Path> versions = versions(line);
        List<PreferencePair> pairs = new ArrayList<>();
        for (Path version : versions) {
            pairs.addAll(holdOut(version));
        }
        List<PreferencePair> usable = usable(pairs, starter);
        Map<String, List<PairScore>> scores = new LinkedHashMap<>();
        scores.put("starter", scores(starter, usable));
        for (Path version : versions) {
            scores.put("v" + Integer.parseInt(version.getFileName().toString()), scores(version, usable));
        }
        return HoldOutReport.of(line, usable, pairs.size() - usable.size(), scores);
    }

    /** Those that the formatting takes, which is the same for all versions; a pair may become equal by truncation. */
    private static List<PreferencePair> usable(List<PreferencePair> pairs, Path checkpoint) {
        try (RewardText formatting = RewardText.load(checkpoint)) {
            return pairs.stream().filter(pair -> isUsable(pair, formatting)).toList();
        }
    }

    private static boolean isUsable(PreferencePair pair, RewardText formatting) {
        try {
            formatting.encodePair(text(pair));
            return true;
        } catch (UnusablePairException e) {
            return false;
        }
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

    private List<PairScore> scores(Path checkpoint, List<PreferencePair> pairs) {
        try (RewardModel model = RewardModel.load(checkpoint, engine)) {
            List<EncodedPair> encoded = new ArrayList<>();
            for (PreferencePair pair : pairs) {
                encoded.add(model.text().encodePair(text(pair)));
            }
            return PairEvaluator.evaluate(model, encoded);
        } catch (UnusablePairException e) {
            throw new IllegalStateException("versions of one line format a pair differently", e);
        }
    }

    private static PairText text(PreferencePair pair) {
        return new PairText(
                messages(pair.getPrompt()),
                messages(pair.getChosen().getMessages()),
                messages(pair.getRejected().getMessages()),
                0,
                1);
    }

    private static List<Message> messages(List<dev.laurel.schema.Message> turns) {
        return turns.stream()
                .map(turn -> new Message(turn.getRole(), turn.getContent()))
                .toList();
    }

    @Override
    public void close() {
        engine.close();
    }
}
