package dev.laurel.command.offline;

import java.util.List;
import java.util.Optional;

import dev.laurel.reward.checkpoint.LoraConfig;
import dev.laurel.reward.loss.PreferenceLoss;
import dev.laurel.reward.train.AdamW;
import dev.laurel.reward.train.Schedule;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.TrainingOptions;

import picocli.CommandLine.Option;

/** How a model is trained. What is left out is as {@link TrainingOptions#DEFAULTS}. */
final class TrainingArguments {

    /** The peak learning rate of a model that has been trained before, a hundredth of the starter's. */
    private static final double PRETRAINED_RATE = 1e-5;

    @Option(
            names = "--learning-rate",
            description = "The peak, after the warm-up. Default: 1e-3 for the starter, 1e-5 for other models")
    private Optional<Double> learningRate;

    @Option(
            names = "--schedule",
            description = "constant, linear, cosine or cosine_with_min (to a tenth). Default: cosine_with_min")
    private Optional<Schedule> schedule;

    @Option(names = "--warmup-ratio", description = "Share of all steps that warm up. Default: 0.05")
    private Optional<Double> warmupRatio;

    @Option(names = "--epochs", description = "Passes over the pairs. Default: 1")
    private Optional<Integer> epochs;

    @Option(names = "--batch-pairs", description = "Pairs of one optimizer step. Default: 8")
    private Optional<Integer> batchPairs;

    @Option(
            names = "--token-budget",
            description =
                    "Most tokens of one forward and backward pass; a batch above it is accumulated. Default: 8192")
    private Optional<Integer> tokenBudget;

    @Option(
            names = "--loss",
            description = "pairwise, -log sigmoid(chosen - rejected - margin), or log_exp. Default: pairwise")
    private Optional<PreferenceLoss.Kind> loss;

    @Option(names = "--margin", description = "Use the file's margins in the loss.")
    private boolean margin;

    @Option(
            names = "--several-judges",
            defaultValue = "sum",
            description =
                    "What rows of the same two answers to one prompt weigh: sum (together as one row), each (as many), or majority (together as one"
                            + " row, and only those of the side that more rows take). Default: ${DEFAULT-VALUE}")
    private SeveralJudges severalJudges;

    @Option(names = "--label-smoothing", description = "Share of labels believed to be wrong. Default: 0")
    private Optional<Double> labelSmoothing;

    @Option(names = "--centring", description = "Weight of (chosen + rejected)^2 in the loss. Default: 0.01")
    private Optional<Double> centring;

    @Option(names = "--weight-decay", description = "Of AdamW; biases and norms are exempt. Default: 0.01")
    private Optional<Double> weightDecay;

    @Option(names = "--clip-norm", description = "Largest L2 norm of all gradients together. Default: 1")
    private Optional<Double> clipNorm;

    @Option(names = "--seed", description = "Decides the order of the pairs and the weights that are new. Default: 1")
    private Optional<Long> seed;

    @Option(
            names = "--lora-rank",
            paramLabel = "R",
            description = "Train a LoRA adapter of this rank and the reward head instead of the whole model.")
    private Optional<Integer> loraRank;

    @Option(names = "--lora-alpha", description = "The adapter's product counts alpha / rank. Default: twice the rank")
    private Optional<Double> loraAlpha;

    @Option(
            names = "--lora-targets",
            split = ",",
            paramLabel = "MODULE",
            description = "Last parts of module names, such as q_proj,v_proj. Default: all-linear")
    private List<String> loraTargets = List.of();

    @Option(
            names = "--gradient-checkpointing",
            description = "Hold the activations of one layer at a time, for a third more computation.")
    private boolean gradientCheckpointing;

    SeveralJudges severalJudges() {
        return severalJudges;
    }

    /**
     * @param pretrained whether the model has been trained before
     * @throws IllegalArgumentException naming a value that is out of range
     */
    TrainingOptions options(boolean pretrained) {
        TrainingOptions d = TrainingOptions.DEFAULTS;
        return new TrainingOptions(
                learningRate.orElse(pretrained ? PRETRAINED_RATE : d.learningRate()),
                schedule.orElse(d.schedule()),
                warmupRatio.orElse(d.warmupRatio()),
                epochs.orElse(d.epochs()),
                batchPairs.orElse(d.batchPairs()),
                tokenBudget.orElse(d.tokenBudget()),
                adamW(d.adamW()),
                loss(d.loss()),
                seed.orElse(d.seed()),
                lora(),
                gradientCheckpointing);
    }

    private Optional<LoraConfig> lora() {
        if (loraRank.isEmpty() && (loraAlpha.isPresent() || !loraTargets.isEmpty())) {
            throw new IllegalArgumentException("--lora-alpha and --lora-targets need --lora-rank");
        }
        LoraConfig d = LoraConfig.DEFAULT;
        return loraRank.map(rank -> new LoraConfig(
                rank, loraAlpha.orElse(2.0 * rank), loraTargets.isEmpty() ? d.targets() : loraTargets, d.trainHead()));
    }

    private AdamW adamW(AdamW d) {
        return new AdamW(
                d.beta1(),
                d.beta2(),
                d.eps(),
                weightDecay.orElse(d.weightDecay()),
                d.decayAll(),
                clipNorm.orElse(d.clipNorm()));
    }

    private PreferenceLoss loss(PreferenceLoss d) {
        return new PreferenceLoss(
                loss.orElse(d.kind()),
                margin || d.useMargin(),
                labelSmoothing.orElse(d.labelSmoothing()),
                centring.orElse(d.centring()));
    }
}
