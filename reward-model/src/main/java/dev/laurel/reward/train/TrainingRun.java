package dev.laurel.reward.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.LoraAdapter;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.Gradients;
import dev.laurel.reward.network.PairBatch;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.text.EncodedPair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * A fine-tuning run: weights, optimizer state and the step it has reached. For one thread.
 *
 * <p>Reproducible: the same start, options, batches, device and threads give the same weights bit for bit on a CPU.
 */
public final class TrainingRun implements AutoCloseable {

    private final HuggingFaceDirectory from;
    private final Optional<LoraAdapter> adapter;
    private final Engine engine;
    private final TrainingOptions options;
    private final long totalSteps;
    private final RewardNetwork network;
    private final NDManager memory;
    private final OptimizerState optimizer;
    private long taken;

    private TrainingRun(
            HuggingFaceDirectory from,
            Optional<LoraAdapter> adapter,
            Engine engine,
            TrainingOptions options,
            long totalSteps) {
        this.from = from;
        this.adapter = adapter;
        this.engine = engine;
        this.options = options;
        this.totalSteps = totalSteps;
        this.network = adapter.map(each -> RewardNetwork.forTraining(each, engine, options.seed()))
                .orElseGet(() -> RewardNetwork.forTraining(from, engine, options.seed()));
        this.memory = engine.newManager();
        this.optimizer = engine.call(step -> new OptimizerState(options.adamW(), network, memory));
    }

    /**
     * Loads the weights of a model directory as the start of a run.
     *
     * @param from a reward model; a causal language model, whose reward head is then made from the options' seed; or a model's adapter,
     *     which is then trained on
     * @param totalSteps optimizer steps that the learning rate is planned for
     * @throws dev.laurel.reward.checkpoint.CheckpointException if the directory cannot be used
     */
    public static TrainingRun start(Path from, Engine engine, TrainingOptions options, long totalSteps) {
        if (totalSteps < 1) {
            throw new IllegalArgumentException("a training run of " + totalSteps + " steps");
        }
        if (LoraAdapter.isAdapter(from)) {
            LoraAdapter adapter = LoraAdapter.open(from);
            return new TrainingRun(adapter.base(), Optional.of(adapter), engine, options, totalSteps);
        }
        HuggingFaceDirectory model = HuggingFaceDirectory.open(from).withTokenizer();
        Optional<LoraAdapter> adapter = options.lora().map(lora -> LoraAdapter.fresh(model, lora));
        return new TrainingRun(model, adapter, engine, options, totalSteps);
    }

    /**
     * Continues a run that {@link #suspend} has written: with the same options, total and batches from there on, it ends in the same
     * weights bit for bit as if it had never stopped.
     */
    public static TrainingRun resume(Path suspended, Engine engine, TrainingOptions options, long totalSteps) {
        TrainingRun run = start(suspended, engine, options, totalSteps);
        try {
            RunState state = RunState.read(suspended, totalSteps);
            engine.call(step -> {
                run.optimizer.restore(step, state.moments(), state.stepsTaken());
                return null;
            });
            run.taken = state.stepsTaken();
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** Optimizer steps taken so far, those before a suspension included. */
    public long stepsTaken() {
        return taken;
    }

    public TrainingOptions options() {
        return options;
    }

    /**
     * One optimizer step on a batch of pairs, whose gradients are accumulated in parts within the token budget.
     *
     * @throws TrainingDivergedException if loss or gradients are no longer finite; the weights are then spoiled
     */
    public StepReport step(List<EncodedPair> batch) {
        for (EncodedPair pair : batch) {
            network.requireReadable(pair.chosen());
            network.requireReadable(pair.rejected());
        }
        double learningRate = options.learningRate() * options.schedule().factor(taken, warmupSteps(), totalSteps);
        double totalWeight = batch.stream().mapToDouble(EncodedPair::weight).sum();
        StepReport report = engine.call(step -> {
            List<Gradients> parts = new ArrayList<>(); // all with the sum of their gradients
            for (PairBatch part : PairBatch.within(options.tokenBudget(), batch)) {
                parts.add(backward(step, part, totalWeight, parts));
            }
            NDArray norm =
                    network.clip(step, parts.get(0).weights(), options.adamW().clipNorm());
            optimizer.update(step, parts.get(0).weights(), learningRate);
            return report(batch, parts, norm, learningRate);
        });
        if (!Double.isFinite(report.loss()) || !Double.isFinite(report.gradientNorm())) {
            throw new TrainingDivergedException(report);
        }
        taken++;
        return report;
    }

    private Gradients backward(NDManager step, PairBatch part, double totalWeight, List<Gradients> before) {
        boolean checkpointed = options.gradientCheckpointing();
        return before.isEmpty()
                ? network.gradients(step, part, options.loss(), totalWeight, checkpointed)
                : network.addGradients(step, part, options.loss(), totalWeight, checkpointed, before.get(0));
    }

    private StepReport report(List<EncodedPair> batch, List<Gradients> parts, NDArray norm, double learningRate) {
        double loss = 0;
        double margin = 0;
        double correct = 0;
        for (Gradients part : parts) {
            loss += RewardNetwork.floats(part.loss())[0];
            float[] rewards = RewardNetwork.floats(part.rewards()); // (2P,) chosen first
            int pairs = rewards.length / 2;
            for (int i = 0; i < pairs; i++) {
                margin += (double) rewards[i] - rewards[pairs + i];
                correct += rewards[i] > rewards[pairs + i] ? 1 : 0;
            }
        }
        return new StepReport(
                taken + 1,
                loss,
                correct / batch.size(),
                margin / batch.size(),
                RewardNetwork.floats(norm)[0],
                learningRate,
                batch.stream().mapToInt(EncodedPair::tokens).sum(),
                batch.size());
    }

    private long warmupSteps() {
        return (long) Math.ceil(options.warmupRatio() * totalSteps);
    }

    /**
     * Writes the whole model as it is now, float32, an adapter merged into it, with tokenizer and profile of the start.
     *
     * @param dir a new or empty directory
     */
    public void save(Path dir) {
        from.withTokenizer().saveAs(dir, network.contents()); // which somebody may have deleted since
    }

    /**
     * Writes the adapter as it is now, in PEFT's format.
     *
     * @param dir a new or empty directory
     * @throws IllegalStateException if the whole model is trained
     */
    public void saveAdapter(Path dir) {
        adapter.orElseThrow(() -> new IllegalStateException("the whole model is trained, not an adapter"))
                .saveAs(dir, network.trainedContents());
    }

    /**
     * Writes everything that {@link #resume} needs: the model or its adapter, the optimizer's moments and the step.
     *
     * @param dir a new or empty directory
     */
    public void suspend(Path dir) {
        if (adapter.isPresent()) {
            saveAdapter(dir);
        } else {
            save(dir);
        }
        RunState.write(dir, optimizer.contents(), taken, totalSteps);
    }

    @Override
    public void close() {
        network.close();
        engine.release(memory);
    }
}
