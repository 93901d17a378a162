package dev.laurel.scorer.live;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.OverlongPrompt;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.reward.text.UnusableTextException;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model version that is loaded, verified and warm. Its memory goes when its last user has let go: {@link LiveModels} counts as one as long as the
 * version is active, every {@link Lease} as another. Safe for many threads.
 */
public final class LiveModel implements Judge {

    private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);

    private static final int PROBES = 16;
    private static final int PROBE_TOKENS = 128;
    private static final Conversation PLAINEST =
            Conversation.of(List.of(new Message("user", "question"), new Message("assistant", "answer")));

    private final Announced announced;
    private final RewardModel model;
    private final OverlongPrompt overlong;
    private final int tokenBudget;
    /** Scored to warm the model up, and to tell a broken engine from a bad response. */
    private final List<TokenSequence> probe;

    private final double tokensPerSecond;
    private int users = 1; // guarded by this

    private LiveModel(Announced announced, RewardModel model, OverlongPrompt overlong, int tokenBudget) {
        this.announced = announced;
        this.model = model;
        this.overlong = overlong;
        this.tokenBudget = tokenBudget;
        this.probe = probe(maxTokens());
        this.tokensPerSecond = warmUp();
    }

    /**
     * Loads a version and scores with it once.
     *
     * @param directory its files on this machine
     * @param overlong what becomes of conversations whose prompt leaves no token of the answer
     * @throws CheckpointException if the directory cannot be used, or holds other weights than were announced
     */
    public static LiveModel load(Announced announced, Path directory, OverlongPrompt overlong, Engine engine) {
        RewardModel model = RewardModel.load(directory, engine);
        try {
            if (!model.weightDigest().equals(announced.weightDigest())) {
                throw new CheckpointException(
                        directory,
                        "weights have the digest " + model.weightDigest() + " where " + announced.weightDigest()
                                + " was announced");
            }
            return new LiveModel(announced, model, overlong, RewardModel.tokenBudget(engine));
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    public Announced announced() {
        return announced;
    }

    /** The longest sequence it scores, in tokens. */
    public int maxTokens() {
        return model.text().profile().maxTokens();
    }

    /** Speed of the warm-up, a small batch of short sequences: a careful estimate of what large batches reach. */
    public double tokensPerSecond() {
        return tokensPerSecond;
    }

    /** How this version reads text. */
    public RewardText text() {
        return model.text();
    }

    /** Throws IllegalArgumentException naming what the model cannot read: too many ids, or one outside its vocabulary. */
    public void requireReadable(TokenSequence sequence) {
        model.requireReadable(sequence);
    }

    @Override
    public int tokenBudget() {
        return tokenBudget;
    }

    /**
     * Judges whole conversations, the response last, in as few forwards as the token budget allows; in the order given. A conversation that cannot be
     * judged costs only itself. An engine that fails on anything fails the call: nothing is then known against the responses.
     */
    public List<Judgement> judge(List<Conversation> conversations) {
        List<Encoded> encoded = encode(conversations);
        List<TokenSequence> sequences = encoded.stream()
                .flatMap(each ->
                        each instanceof Encoded.Readable readable ? Stream.of(readable.sequence()) : Stream.of())
                .toList();
        Iterator<Judgement> judged = judgeSequences(sequences).iterator();
        return encoded.stream()
                .map(each -> each instanceof Encoded.Unreadable unreadable ? unreadable.failure() : judged.next())
                .toList();
    }

    /** The tokens of whole conversations, the response last; in the order given. */
    public List<Encoded> encode(List<Conversation> conversations) {
        try {
            return model.text().encodeAll(conversations, overlong).stream()
                    .map(sequence -> (Encoded) new Encoded.Readable(sequence))
                    .toList();
        } catch (RuntimeException | StackOverflowError e) {
            return conversations.stream().map(this::encodeAlone).toList();
        }
    }

    private Encoded encodeAlone(Conversation conversation) {
        try {
            return new Encoded.Readable(model.text().encode(conversation, overlong));
        } catch (UnusableTextException e) {
            return new Encoded.Unreadable(new Failure(reason(e), e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            model.text().encode(PLAINEST); // throws where nothing can be read any more
            return new Encoded.Unreadable(
                    new Failure(Reason.UNEXPECTED, e.getClass().getName()));
        }
    }

    private static Reason reason(UnusableTextException unusable) {
        return switch (unusable.reason()) {
            case EMPTY -> Reason.EMPTY_CONVERSATION;
            case BLANK_PROMPT, HALF_CHARACTER, BAD_JSON -> Reason.BAD_TEXT;
            case REFUSED_BY_TEMPLATE -> Reason.REFUSED_BY_FORMATTING;
            case ANSWER_UNREAD -> Reason.PROMPT_TOO_LONG;
        };
    }

    @Override
    public List<Judgement> judgeSequences(List<TokenSequence> sequences) {
        if (sequences.isEmpty()) {
            return List.of();
        }
        try {
            float[] rewards = model.score(sequences);
            return IntStream.range(0, rewards.length)
                    .mapToObj(i -> judgement(sequences.get(i), rewards[i]))
                    .toList();
        } catch (RuntimeException e) {
            LOG.warn("batch failed, scoring one by one line={} version={}", announced.line(), announced.version(), e);
            return sequences.stream().map(this::judgeAlone).toList();
        }
    }

    private Judgement judgeAlone(TokenSequence sequence) {
        try {
            return judgement(sequence, model.score(List.of(sequence))[0]);
        } catch (RuntimeException e) {
            model.score(probe);
            return new Failure(Reason.MODEL_FAILED, e.getClass().getName());
        }
    }

    private Judgement judgement(TokenSequence sequence, float raw) {
        double normalized = announced.scale().normalise(raw);
        if (!Double.isFinite(normalized)) {
            return new Failure(Reason.NOT_A_NUMBER, "reward is " + raw + ", normalized " + normalized);
        }
        return new Reward(
                announced.line(),
                announced.version(),
                announced.weightDigest(),
                raw,
                normalized,
                announced.probability(raw),
                sequence.length(),
                sequence.truncated(),
                sequence.answerUnread());
    }

    /** A few ids that every vocabulary has. */
    private static List<TokenSequence> probe(int maxTokens) {
        int[] ids = IntStream.range(0, Math.min(PROBE_TOKENS, maxTokens))
                .map(i -> i % 16)
                .toArray();
        return Collections.nCopies(PROBES, new TokenSequence(ids, false));
    }

    private double warmUp() {
        model.score(probe);
        long started = System.nanoTime();
        model.score(probe);
        double seconds = (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1);
        return probe.stream().mapToInt(TokenSequence::length).sum() / seconds;
    }

    synchronized void retain() {
        if (users == 0) {
            throw new IllegalStateException("version " + announced.version() + " is closed");
        }
        users++;
    }

    void release() {
        boolean last;
        synchronized (this) {
            users--;
            last = users == 0;
        }
        if (last) {
            model.close();
            LOG.info("model closed line={} version={}", announced.line(), announced.version());
        }
    }
}
