package dev.laurel.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.kit.RandomTokens;
import dev.laurel.bench.kit.Spread;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineDescription;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.network.TokenBatch;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.train.TrainingRun;

/** Measures the same work in bfloat16 and in float32, in turns. */
final class PrecisionPart {

    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Pattern MATRIX_INSTRUCTIONS = Pattern.compile("\\b(avx512_bf16|amx_bf16|bf16)\\b");

    private PrecisionPart() {}

    /** Whether the device computes matrix products in bfloat16 itself. */
    static boolean isWorthwhile(Engine engine) {
        if (engine.onGpu()) {
            return true;
        }
        try {
            return Files.isReadable(CPU)
                    && MATRIX_INSTRUCTIONS.matcher(Files.readString(CPU)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Precision measure(EngineDescription machine, BenchModel model, BenchOptions options, Progress progress) {
        try (Runner float32 = new Runner(machine, Dtype.FLOAT32, model, options);
                Runner bfloat16 = new Runner(machine, Dtype.BFLOAT16, model, options)) {
            for (int round = 1; round <= options.rounds(); round++) {
                progress.next("bfloat16 against float32, round " + round);
                float32.product.add(float32.ceiling.flopsPerSecond());
                bfloat16.product.add(bfloat16.ceiling.flopsPerSecond());
                float32.forward.add(float32.scores.seconds());
                bfloat16.forward.add(bfloat16.scores.seconds());
                float32.training.add(float32.steps.seconds());
                bfloat16.training.add(bfloat16.steps.seconds());
            }
            return new Precision(
                    options.sequences(),
                    options.length(),
                    options.ceiling(),
                    Spread.ofRatios(bfloat16.product, float32.product),
                    Spread.ofRatios(float32.forward, bfloat16.forward),
                    Spread.ofRatios(float32.training, bfloat16.training),
                    float32.tokensPerSecond(),
                    bfloat16.tokensPerSecond());
        }
    }

    /** One format's engine, network and training run, the seconds that they took in each round, and what a matrix product reached. */
    private static final class Runner implements AutoCloseable {
        private final long tokens;
        private final Engine engine;
        private final Ceiling ceiling;
        private final RewardNetwork network;
        private final TrainingRun run;
        private final Timed scores;
        private final Timed steps;
        private final List<Double> product = new ArrayList<>();
        private final List<Double> forward = new ArrayList<>();
        private final List<Double> training = new ArrayList<>();

        Runner(EngineDescription machine, Dtype dtype, BenchModel model, BenchOptions options) {
            RandomTokens random = new RandomTokens(model.backbone().vocabulary(), 1);
            List<EncodedPair> pairs = random.pairs(options.sequences() / 2, options.length());
            TokenBatch batch =
                    TokenBatch.of(random.sequences(Collections.nCopies(options.sequences(), options.length())));
            this.tokens = (long) options.sequences() * options.length();
            this.engine = Engine.start(new EngineOptions(machine.device(), machine.threads(), dtype));
            this.ceiling = new Ceiling(engine, options.ceiling());
            this.network = RewardNetwork.forScoring(HuggingFaceDirectory.open(model.dir()), engine);
            this.run = Training.start(model, engine, pairs.size());
            this.scores = new Timed(() -> network.scores(batch));
            this.steps = new Timed(() -> run.step(pairs));
        }

        Precision.TokensPerSecond tokensPerSecond() {
            return new Precision.TokensPerSecond(speeds(forward), speeds(training));
        }

        private Spread speeds(List<Double> seconds) {
            return Spread.of(seconds.stream().map(each -> tokens / each).toList());
        }

        @Override
        public void close() {
            run.close();
            network.close();
            ceiling.close();
            engine.close();
        }
    }
}
