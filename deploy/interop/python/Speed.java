import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Laurel's side of side_by_side.py: {@code Speed train|score MODEL SEQUENCES DTYPE THREADS}. Does the batch of the number in
 * each line of standard input and answers with the seconds it took. The first batch is done before that and not told.
 */
final class Speed {

    private static final int PAIRS = 8;

    private Speed() {}

    public static void main(String[] arguments) throws Exception {
        Path model = Path.of(arguments[1]);
        List<EncodedPair> pairs = pairs(Path.of(arguments[2]));
        EngineOptions options =
                new EngineOptions("cpu", Integer.parseInt(arguments[4]), Dtype.valueOf(arguments[3].toUpperCase()));
        try (Engine engine = Engine.start(options)) {
            if (arguments[0].equals("train")) {
                train(model, pairs, engine);
            } else {
                score(model, pairs, engine);
            }
        }
    }

    private static List<EncodedPair> pairs(Path file) throws Exception {
        List<EncodedPair> pairs = new ArrayList<>();
        for (JsonNode pair : new ObjectMapper().readTree(file.toFile())) {
            pairs.add(new EncodedPair(sequence(pair.get(0)), sequence(pair.get(1)), 0, 1));
        }
        return pairs;
    }

    private static TokenSequence sequence(JsonNode ids) {
        int[] sequence = new int[ids.size()];
        for (int i = 0; i < sequence.length; i++) {
            sequence[i] = ids.get(i).intValue();
        }
        return new TokenSequence(sequence, false);
    }

    private static void train(Path model, List<EncodedPair> pairs, Engine engine) {
        TrainingOptions options = TrainingOptions.DEFAULTS.withLearningRate(1e-4).withBatchPairs(PAIRS);
        try (TrainingRun run = TrainingRun.start(model, engine, options, 1_000)) {
            List<Runnable> batches = new ArrayList<>();
            for (int at = 0; at < pairs.size(); at += PAIRS) {
                List<EncodedPair> batch = pairs.subList(at, Math.min(pairs.size(), at + PAIRS));
                batches.add(() -> run.step(batch));
            }
            serve(batches);
        }
    }

    /** The sequences as they came, as many at once as a padded batch holds. */
    private static void score(Path dir, List<EncodedPair> pairs, Engine engine) {
        try (RewardModel model = RewardModel.load(dir, engine)) {
            List<Runnable> batches = new ArrayList<>();
            for (int at = 0; at < pairs.size(); at += PAIRS) {
                List<TokenSequence> batch = pairs.subList(at, Math.min(pairs.size(), at + PAIRS)).stream()
                        .flatMap(pair -> List.of(pair.chosen(), pair.rejected()).stream())
                        .toList();
                batches.add(() -> model.score(batch));
            }
            serve(batches);
        }
    }

    private static void serve(List<Runnable> batches) {
        batches.get(0).run();
        System.out.println("{\"ready\": true}");
        Scanner asked = new Scanner(System.in);
        while (asked.hasNextLine()) {
            Runnable batch = batches.get(Integer.parseInt(asked.nextLine()));
            long start = System.nanoTime();
            batch.run();
            System.out.println("{\"seconds\": " + (System.nanoTime() - start) / 1e9 + "}");
        }
    }
}
