package dev.laurel.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.NetworkShape;
import dev.laurel.bench.kit.RandomTokens;
import dev.laurel.bench.kit.ResidentMemory;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.reward.train.TrainingRun;

/**
 * Trains, scores from many threads and replaces the scoring model, all at once, in a JVM of one engine. The training thread sets the pace: after
 * every step so many responses may be scored, and at even distances the model is replaced.
 */
public final class Soak {

    private static final int VERSIONS = 4;
    private static final int SEQUENCES = 256;
    private static final int LONGEST = 96; // tokens
    private static final int BATCH_PAIRS = 4;
    private static final int SAMPLES = 400;
    private static final long SEED = 1;

    private final SoakOptions options;
    private final Engine engine;
    private final IntConsumer progress;
    private final RandomTokens tokens = new RandomTokens(NetworkShape.TINY.vocabulary(), SEED);
    private final Random random = new Random(SEED);
    private final List<Growth.Sample> samples = new ArrayList<>(); // of the training thread
    private final Semaphore replacementsDue = new Semaphore(0);

    /** @param progress hears of training steps done, on the training thread */
    public Soak(SoakOptions options, Engine engine, IntConsumer progress) {
        this.options = options;
        this.engine = engine;
        this.progress = progress;
    }

    /** @throws IllegalStateException if anything fails, with its cause */
    public SoakReport run() throws InterruptedException {
        List<BenchModel> models = new ArrayList<>();
        try {
            List<TokenSequence> sequences = new ArrayList<>();
            for (int i = 0; i < SEQUENCES; i++) {
                sequences.add(tokens.sequence(length()));
            }
            List<Version> versions = new ArrayList<>();
            for (int i = 0; i < VERSIONS; i++) {
                models.add(BenchModel.random(NetworkShape.TINY, SEED + i, LONGEST));
                versions.add(Version.of(models.get(i).dir(), engine, sequences));
            }
            return run(versions, sequences);
        } finally {
            models.forEach(BenchModel::close);
        }
    }

    private SoakReport run(List<Version> versions, List<TokenSequence> sequences) throws InterruptedException {
        long start = System.nanoTime();
        try (LiveModel live = new LiveModel(versions.get(0), engine)) {
            Scorers scorers = new Scorers(live, sequences, options.scores());
            List<Callable<Object>> work = new ArrayList<>();
            work.add(() -> train(versions.get(0), scorers));
            work.add(() -> replace(live, versions));
            for (int i = 0; i < options.threads(); i++) {
                long seed = SEED + i;
                work.add(() -> {
                    scorers.work(seed);
                    return null;
                });
            }
            runAll(work);
            return new SoakReport(
                    options,
                    (System.nanoTime() - start) / 1e9,
                    scorers.scored(),
                    scorers.wrong(),
                    scorers.largestDifference(),
                    live.retried(),
                    samples);
        }
    }

    /** Runs all of it at once, until everything has ended or one has failed. */
    private static void runAll(List<Callable<Object>> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            CompletionService<Object> running = new ExecutorCompletionService<>(threads);
            work.forEach(running::submit);
            for (int i = 0; i < work.size(); i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the soak failed: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Object train(Version from, Scorers scorers) {
        try (TrainingRun run = TrainingRun.start(from.dir(), engine, trainingOptions(), options.steps())) {
            int interval = Math.max(1, options.steps() / SAMPLES);
            for (int step = 1; step <= options.steps(); step++) {
                run.step(batch());
                scorers.allow(share(options.scores(), step) - share(options.scores(), step - 1));
                replacementsDue.release(share(options.replacements(), step) - share(options.replacements(), step - 1));
                if (ResidentMemory.isKnown() && (step % interval == 0 || step == options.steps())) {
                    samples.add(new Growth.Sample((double) step / options.steps(), ResidentMemory.bytes("VmRSS")));
                }
                progress.accept(step);
            }
            return null;
        }
    }

    private static TrainingOptions trainingOptions() {
        return TrainingOptions.DEFAULTS.withBatchPairs(BATCH_PAIRS).withSeed(SEED);
    }

    /** How many of so many are due after a step. */
    private int share(int all, int step) {
        return (int) ((long) all * step / options.steps());
    }

    private List<EncodedPair> batch() {
        List<EncodedPair> pairs = new ArrayList<>();
        for (int i = 0; i < BATCH_PAIRS; i++) {
            pairs.add(tokens.pair(length(), length()));
        }
        return pairs;
    }

    private int length() {
        return 2 + random.nextInt(LONGEST - 1);
    }

    private Object replace(LiveModel live, List<Version> versions) throws InterruptedException {
        for (int i = 1; i <= options.replacements(); i++) {
            replacementsDue.acquire();
            live.replace(versions.get(i % versions.size()));
        }
        return null;
    }
}
