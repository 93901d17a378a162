package dev.laurel.bench.speed;

import java.util.Collections;
import java.util.List;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.MemoryMeter;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.kit.RandomTokens;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.network.TokenBatch;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.train.TrainingRun;

/** Measures the peak memory of a forward pass and of a training step over eight sequences of 512 tokens. */
final class MemoryPart {

    static final int SEQUENCES = 8;
    static final int LENGTH = 512;
    private static final int FEW = 8; // tokens of the work that comes before, for what the first call alone needs

    private final Engine engine;
    private final BenchModel model;
    private final MemoryMeter meter;
    private final RandomTokens tokens;

    private MemoryPart(Engine engine, BenchModel model, MemoryMeter meter) {
        this.engine = engine;
        this.model = model;
        this.meter = meter;
        this.tokens = new RandomTokens(model.backbone().vocabulary(), 1);
    }

    static Memory measure(Engine engine, BenchModel model, MemoryMeter meter, Progress progress) {
        MemoryPart part = new MemoryPart(engine, model, meter);
        progress.next("memory of a forward pass");
        long forward = part.forward();
        progress.next("memory of a training step");
        long training = part.training(Training.start(model, engine, SEQUENCES / 2));
        progress.next("memory of a training step with gradient checkpointing");
        long checkpointing = part.training(Training.startCheckpointing(model, engine, SEQUENCES / 2));
        return new Memory(meter.kind(), SEQUENCES, LENGTH, forward, training, checkpointing);
    }

    private long forward() {
        TokenBatch few = TokenBatch.of(tokens.sequences(List.of(FEW)));
        TokenBatch batch = TokenBatch.of(tokens.sequences(Collections.nCopies(SEQUENCES, LENGTH)));
        try (RewardNetwork network = RewardNetwork.forScoring(HuggingFaceDirectory.open(model.dir()), engine)) {
            network.scores(few);
            return meter.peakExtra(() -> network.scores(batch));
        }
    }

    private long training(TrainingRun started) {
        List<EncodedPair> few = tokens.pairs(1, FEW);
        List<EncodedPair> batch = tokens.pairs(SEQUENCES / 2, LENGTH);
        try (TrainingRun run = started) {
            run.step(few);
            return meter.peakExtra(() -> run.step(batch));
        }
    }
}
