package dev.laurel.trainer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.loss.PreferenceLoss;
import dev.laurel.reward.train.Schedule;
import dev.laurel.reward.train.SeveralJudges;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The trainer's configuration. What is left out of {@code training} is as {@link dev.laurel.reward.train.TrainingOptions#DEFAULTS}. */
@ConfigMapping(prefix = "laurel.trainer")
public interface TrainerConfig {

    /** How long broker and registry may take to answer at start. */
    @WithDefault("PT15S")
    Duration startTimeout();

    /** Directory of all versions of all lines; the scorers must see it under the same path, unless there is an object store. */
    @WithDefault("checkpoints")
    Path store();

    /**
     * Where versions go for the scorers to fetch, {@code s3://bucket/prefix}; {@code store} is then this machine's copy, which may be lost. How it is reached is said
     * under {@code laurel.s3}.
     */
    Optional<String> objectStore();

    /** After what time versions are offered again that the object store did not take. */
    @WithDefault("PT1M")
    Duration objectStoreRetry();

    RetentionConfig retention();

    /**
     * A Hugging Face directory to train the first versions from; the shipped starter model if absent. A pretrained model wants a learning rate a hundred
     * times below the default.
     */
    Optional<Path> baseModel();

    /** Decides the starter model's weights and the order of the pairs. */
    @WithDefault("1")
    long seed();

    /** When windows of all lines are started, as a Quartz cron expression; {@code off} for never. */
    @WithDefault("0 0 2 * * ?")
    String schedule();

    /** The time zone of the schedule. */
    @WithDefault("UTC")
    ZoneId timeZone();

    /** What a trainer does when it starts and none ran at the last hour of the schedule: {@code catch-up} or {@code skip}. */
    @WithDefault("catch-up")
    MissedSchedule missedSchedule();

    /** See {@link #missedSchedule}. */
    enum MissedSchedule {
        /** Starts the window that was missed, once, however many were. */
        CATCH_UP,
        /** Waits for the next hour. */
        SKIP
    }

    GatheringConfig gathering();

    HoldOutConfig holdOut();

    WindowConfig window();

    ReplayConfig replay();

    AveragingConfig averaging();

    GateConfig gate();

    TrainingConfig training();

    EngineConfig engine();

    /** Windows that start because enough pairs have gathered. */
    interface GatheringConfig {
        /** How many, none of which a window has had yet; absent, only the schedule and people start windows. */
        OptionalInt pairs();

        /** Time between two counts. */
        @WithDefault("PT1M")
        Duration checkInterval();
    }

    /** What of earlier versions is kept; only weights ever go, and never those of a version that was champion. */
    interface RetentionConfig {
        /** How many of the newest versions keep their weights whether they were promoted or not. */
        @WithDefault("10")
        int newest();
    }

    /** Which prompts are never trained on; cannot be changed once a line has a version. */
    interface HoldOutConfig {
        @WithDefault("0.1")
        double share();

        @WithDefault("laurel")
        String salt();

        /** Characters of text in the pairs that versions are judged on, in UTF-16 units; beyond them the oldest pairs are left out. */
        @WithDefault("64000000")
        long maxCharacters();
    }

    /** How many pairs of a line make a window. */
    interface WindowConfig {
        @WithDefault("50")
        int minPairs();

        @WithDefault("10000")
        int maxPairs();

        /**
         * Characters of text in a window's pairs, in UTF-16 units: with those of the replayed and of the held-out pairs, what the trainer's heap must hold, a byte
         * or two each. A pair of more than its share, by {@link #minPairs}, is set aside.
         */
        @WithDefault("64000000")
        long maxCharacters();

        /** Least time between two step checkpoints of a run; a crash costs the steps since the last. */
        @WithDefault("PT5M")
        Duration checkpointInterval();

        /** How long a transaction may hold pairs back before a window tells of it. */
        @WithDefault("PT1M")
        Duration transactionPatience();
    }

    /** Which earlier pairs are trained on beside a window's own, so that the model does not forget. */
    interface ReplayConfig {
        /** Of the pairs of each batch; 0 for none. */
        @WithDefault("0.5")
        double share();

        /** Most pairs that are replayed beside one window. */
        @WithDefault("10000")
        int maxPairs();

        /** Most characters of text in them, in UTF-16 units. */
        @WithDefault("64000000")
        long maxCharacters();
    }

    /** A second candidate of each window: the mean of weights. */
    interface AveragingConfig {
        /** How many of the last versions, the new one included, are averaged; 0 for no such candidate. */
        @WithDefault("0")
        int versions();
    }

    /** When a challenger becomes champion; the limits are those of {@link dev.laurel.trainer.promotion.Limits}. */
    interface GateConfig {
        /** The loss of hold-out accuracy that is put up with: 0.05 is five points. */
        @WithDefault("0.05")
        double margin();

        /** Of the intervals; the gate looks at one bound, so that 0.9 is a test at 5 %. */
        @WithDefault("0.9")
        double confidence();

        @WithDefault("2000")
        int resamples();

        /** The loss of accuracy on a slice. */
        @WithDefault("0.1")
        double slice();

        /** Prompts from which on a slice counts. */
        @WithDefault("10")
        int slicePrompts();

        /** The growth of the expected calibration error. */
        @WithDefault("0.1")
        double calibration();

        /** The loss of accuracy where the shorter answer was chosen. */
        @WithDefault("0.1")
        double shorter();

        /** How much more often than people the longer answer may be preferred. */
        @WithDefault("0.1")
        double longer();

        /** On the reference scale: where verdicts are given, and where they should stay. */
        @WithDefault("0")
        List<Double> thresholds();

        /** The share of verdicts at a threshold that may turn from right to wrong. */
        @WithDefault("0.1")
        double verdicts();

        /** The change of the anchors' mean reward, in standard deviations of the model that spreads them more. */
        @WithDefault("4")
        double anchorShift();

        /** The factor by which the anchors' spread may shrink. */
        @WithDefault("4")
        double anchorSpread();

        /** The least rank correlation of the anchors' rewards with those of the champion, unless the challenger is shown to be better. */
        @WithDefault("0.2")
        double anchorAgreement();
    }

    interface TrainingConfig {
        OptionalDouble learningRate();

        /** The learning rate of windows that go on from a champion; a tenth of {@code learning-rate} if absent. */
        OptionalDouble continuedLearningRate();

        Optional<Schedule> schedule();

        OptionalDouble warmupRatio();

        OptionalInt epochs();

        OptionalInt batchPairs();

        OptionalInt tokenBudget();

        OptionalDouble weightDecay();

        OptionalDouble clipNorm();

        Optional<PreferenceLoss.Kind> loss();

        Optional<Boolean> useMargin();

        OptionalDouble labelSmoothing();

        OptionalDouble centring();

        /** What the pairs weigh that several judgements of the same two answers make: {@code sum} (together one), {@code each} or {@code majority}. */
        @WithDefault("sum")
        SeveralJudges severalJudges();

        LoraTraining lora();

        /** Holds the activations of one layer at a time, for a third more computation. */
        @WithDefault("false")
        boolean gradientCheckpointing();
    }

    /** As {@link dev.laurel.reward.checkpoint.LoraConfig}. */
    interface LoraTraining {
        /** Trains adapters of this rank in each window, and merges them into the version; absent, the whole model is trained. */
        OptionalInt rank();

        /** Twice the rank if absent. */
        OptionalDouble alpha();

        /** Last parts of module names; every linear layer if absent. */
        Optional<List<String>> targets();

        @WithDefault("true")
        boolean trainHead();
    }

    interface EngineConfig {
        /** {@code auto}, {@code cpu} or {@code gpu:N}. */
        @WithDefault("auto")
        String device();

        /** Threads inside one operation; all processors if absent. */
        OptionalInt threads();

        /** {@code float32}, {@code bfloat16} or {@code float64}; bfloat16 on a GPU and float32 on a CPU if absent. */
        Optional<Dtype> dtype();
    }
}
