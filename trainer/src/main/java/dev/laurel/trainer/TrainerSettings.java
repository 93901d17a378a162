package dev.laurel.trainer;

import java.util.List;
import java.util.Optional;

import dev.laurel.reward.checkpoint.LoraConfig;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.loss.PreferenceLoss;
import dev.laurel.reward.train.AdamW;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.trainer.TrainerConfig.GateConfig;
import dev.laurel.trainer.TrainerConfig.LoraTraining;
import dev.laurel.trainer.TrainerConfig.TrainingConfig;
import dev.laurel.trainer.line.Rules;
import dev.laurel.trainer.line.WindowLimits;
import dev.laurel.trainer.promotion.Gate;
import dev.laurel.trainer.promotion.Judge;
import dev.laurel.trainer.promotion.Limits;
import dev.laurel.trainer.train.Recipe;
import dev.laurel.trainer.window.ReplayOptions;

/** The values that the configuration stands for. Throws IllegalArgumentException naming a value that is out of range. */
final class TrainerSettings {

    private static final long BOOTSTRAP_SEED = 1;

    private TrainerSettings() {}

    static Rules rules(TrainerConfig config) {
        return new Rules(
                new WindowLimits(
                        config.window().minPairs(),
                        config.window().maxPairs(),
                        config.window().maxCharacters()),
                new HoldOut(config.holdOut().share(), config.holdOut().salt()),
                config.holdOut().maxCharacters(),
                new Gate(limits(config.gate())),
                judge(config.gate()),
                recipe(config),
                new ReplayOptions(
                        config.replay().share(),
                        config.replay().maxPairs(),
                        config.replay().maxCharacters()),
                config.averaging().versions(),
                config.window().checkpointInterval());
    }

    private static Judge judge(GateConfig gate) {
        return new Judge(
                new Bootstrap(gate.resamples(), gate.confidence(), BOOTSTRAP_SEED),
                gate.slicePrompts(),
                gate.thresholds());
    }

    private static Limits limits(GateConfig gate) {
        return new Limits(
                gate.margin(),
                gate.slice(),
                gate.calibration(),
                gate.shorter(),
                gate.longer(),
                gate.verdicts(),
                gate.anchorShift(),
                gate.anchorSpread(),
                gate.anchorAgreement());
    }

    static Recipe recipe(TrainerConfig config) {
        TrainingOptions first = training(config);
        double gentle = config.training().continuedLearningRate().orElse(Recipe.GENTLY * first.learningRate());
        return new Recipe(
                first, first.withLearningRate(gentle), config.training().severalJudges());
    }

    private static TrainingOptions training(TrainerConfig config) {
        TrainingOptions d = TrainingOptions.DEFAULTS;
        TrainingConfig t = config.training();
        return new TrainingOptions(
                t.learningRate().orElse(d.learningRate()),
                t.schedule().orElse(d.schedule()),
                t.warmupRatio().orElse(d.warmupRatio()),
                t.epochs().orElse(d.epochs()),
                t.batchPairs().orElse(d.batchPairs()),
                t.tokenBudget().orElse(d.tokenBudget()),
                adamW(t, d.adamW()),
                loss(t, d.loss()),
                config.seed(),
                lora(t.lora()),
                t.gradientCheckpointing());
    }

    private static Optional<LoraConfig> lora(LoraTraining lora) {
        if (lora.rank().isEmpty()) {
            return Optional.empty();
        }
        int rank = lora.rank().getAsInt();
        List<String> targets = lora.targets().orElse(LoraConfig.DEFAULT.targets());
        return Optional.of(new LoraConfig(rank, lora.alpha().orElse(2.0 * rank), targets, lora.trainHead()));
    }

    private static AdamW adamW(TrainingConfig t, AdamW d) {
        return new AdamW(
                d.beta1(),
                d.beta2(),
                d.eps(),
                t.weightDecay().orElse(d.weightDecay()),
                d.decayAll(),
                t.clipNorm().orElse(d.clipNorm()));
    }

    private static PreferenceLoss loss(TrainingConfig t, PreferenceLoss d) {
        return new PreferenceLoss(
                t.loss().orElse(d.kind()),
                t.useMargin().orElse(d.useMargin()),
                t.labelSmoothing().orElse(d.labelSmoothing()),
                t.centring().orElse(d.centring()));
    }

    static EngineOptions engine(TrainerConfig config) {
        EngineOptions d = EngineOptions.defaults();
        return new EngineOptions(
                config.engine().device(),
                config.engine().threads().orElse(d.threads()),
                config.engine().dtype());
    }
}
