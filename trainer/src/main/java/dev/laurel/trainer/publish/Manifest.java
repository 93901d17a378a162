package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.StepReport;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.schema.Line;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.train.Averaging;
import dev.laurel.trainer.train.Environment;
import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.Replay;
import dev.laurel.trainer.window.ReplayOptions;
import dev.laurel.trainer.window.UntrainablePairs;
import dev.laurel.trainer.window.Window;
import dev.laurel.trainer.window.WindowPairs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * Everything that made a version, written by the code that trained it: enough to do it again. All digests are SHA-256 in hexadecimal.
 *
 * @param parent the version it was trained from; empty where it was the base model
 * @param base the model the line began with
 * @param selection the records that the line served when the window was read
 * @param split the rule that held pairs out
 * @param severalJudges what pairs of the same two answers weighed; EACH in manifests of earlier trainers
 * @param averaging the mean of versions that competed to be the challenger; empty where none did
 * @param scale the map of rewards onto the line's reference scale
 * @param weightDigest of names, shapes and values of the weights
 * @param registration says that it was trained elsewhere; it then has no steps, and training, replay and environment say nothing about its weights
 */
public record Manifest(
        String line,
        int version,
        Instant createdAt,
        Optional<Parent> parent,
        Base base,
        Selection selection,
        Window window,
        Data data,
        Replayed replay,
        HoldOut split,
        TrainingOptions training,
        SeveralJudges severalJudges,
        Text text,
        Environment environment,
        List<StepReport> steps,
        Optional<Averaging> averaging,
        Judgement judgement,
        Scale scale,
        Decision decision,
        Timings timings,
        String weightDigest,
        Optional<Registration> registration) {

    /** Its name inside a checkpoint; written last, so that a directory that has it is whole. */
    public static final String FILE = "manifest.json";

    private static final ObjectMapper MAPPER = Json.mapper().enable(SerializationFeature.INDENT_OUTPUT);

    public record Parent(int version, String weightDigest) {}

    /** @param name {@code starter}, or the directory it was read from */
    public record Base(String name, String weightDigest) {}

    /** Tenants and tasks of a line; empty for all. */
    public record Selection(SortedSet<String> tenants, SortedSet<String> tasks) {

        static final Selection ALL = new Selection(new TreeSet<>(), new TreeSet<>());

        public static Selection of(Line line) {
            return new Selection(new TreeSet<>(line.tenants()), new TreeSet<>(line.tasks()));
        }

        /** The line as it was. */
        public Line line(String name) {
            return new Line(name, tenants, tasks);
        }
    }

    /**
     * What the window held.
     *
     * @param trained pairs trained on
     * @param heldOut pairs of this window that were held out
     * @param ofOtherLines records that the line does not serve
     * @param unusable pairs on the training side that the formatting refuses or the majority of judges was against, by reason
     * @param withdrawn ids of pairs that the window took back, published in it or before
     * @param notices what people should know about the window's reading
     * @param archives digest of each archive file, as it was written; see {@link ErasureRecord} for what was removed from it later
     * @param erased records left out because their subject has asked for erasure
     * @param setAside pairs of the window that cannot be trained on, those of {@code unusable} too
     */
    public record Data(
            int trained,
            int heldOut,
            int ofOtherLines,
            Map<String, Integer> unusable,
            List<String> withdrawn,
            List<WindowPairs.Unreadable> unreadable,
            List<Notice> notices,
            Map<String, String> archives,
            int erased,
            UntrainablePairs setAside) {

        public Data {
            notices = notices == null ? List.of() : List.copyOf(notices); // earlier trainers noticed nothing
            setAside = setAside == null ? UntrainablePairs.NONE : setAside;
        }
    }

    /**
     * The pairs of earlier windows that were trained on beside those of this one, and what both cost.
     *
     * @param trained pairs of earlier windows trained on
     * @param newTokens tokens of the window's own pairs, in all epochs, and {@code replayedTokens} those of earlier ones
     * @param strata what the replayed pairs were drawn from
     */
    public record Replayed(
            ReplayOptions options, int trained, long newTokens, long replayedTokens, List<Replay.Stratum> strata) {

        static final Replayed NONE = new Replayed(ReplayOptions.NONE, 0, 0, 0, List.of());
    }

    /** How text became tokens: digest of each file that decides it. */
    public record Text(Map<String, String> digests) {

        /** The files that decide it, as far as a model directory has them. */
        public static final List<String> FILES =
                List.of("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", FormattingProfile.FILE);
    }

    /**
     * The map of rewards onto the line's reference scale, on which its {@linkplain AnchorSet anchors} have mean 0 and standard deviation 1 by their own version.
     *
     * @param version the version that froze the anchors
     * @param pairs anchors that the map goes by; 0 if too few were left, and it goes by the hold-out and the champion's map
     * @param digests of the files that anchors and their rewards are in
     */
    public record Scale(int version, int pairs, RewardScale rewards, Map<String, String> digests) {}

    /**
     * Seconds until the version was ready to be published, as far as the process that finished it took them.
     *
     * @param all of it; the others are parts
     * @param reading the topic
     * @param loading models and what training keeps of them
     * @param encoding making token ids of the pairs
     * @param steps forward and backward passes and updates
     * @param checkpoints writing step checkpoints and the model
     * @param scoring forward passes over hold-out and anchors
     */
    public record Timings(
            double all,
            double reading,
            double loading,
            double encoding,
            double steps,
            double checkpoints,
            double scoring) {}

    public Manifest {
        steps = List.copyOf(steps);
        severalJudges = severalJudges == null ? SeveralJudges.EACH : severalJudges;
        replay = replay == null ? Replayed.NONE : replay; // earlier trainers replayed nothing
        selection = selection == null ? Selection.ALL : selection; // manifests of earlier releases have none
        if (version < 1) {
            throw new IllegalArgumentException("version of a manifest below 1: " + version);
        }
    }

    public Optional<Integer> parentVersion() {
        return parent.map(Parent::version);
    }

    void write(Path directory) throws IOException {
        Files.write(directory.resolve(FILE), MAPPER.writeValueAsBytes(this));
    }

    static Manifest read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            return MAPPER.readValue(Files.readAllBytes(file), Manifest.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no manifest: " + e.getOriginalMessage(), e);
        }
    }
}
