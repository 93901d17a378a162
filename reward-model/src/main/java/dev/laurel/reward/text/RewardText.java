package dev.laurel.reward.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.Reading;
import dev.laurel.reward.text.UnusablePairException.Reason;

/**
 * The one way from text to the token ids a reward model reads, in training, evaluation and scoring alike: chat template, end marker and
 * length by the model's {@link FormattingProfile}. Safe for many threads; holds native memory until closed.
 */
public final class RewardText implements AutoCloseable {

    /** UTF-16 units of a prompt that are encoded for each token of what the model reads, where the prompt is cut at its beginning. */
    private static final int PROMPT_CHARACTERS_PER_TOKEN = 16;

    private final FormattingProfile profile;
    private final ConversationText conversations;
    private final Tokenizer tokenizer;
    private final int eosId;
    private final String bos; // empty where the model has none

    private RewardText(FormattingProfile profile, ConversationText conversations, Tokenizer tokenizer, String bos) {
        this.profile = profile;
        this.conversations = conversations;
        this.tokenizer = tokenizer;
        this.eosId = tokenizer.id(conversations.eos());
        this.bos = bos;
    }

    /**
     * Reads {@code tokenizer.json}, {@code tokenizer_config.json} (or {@code chat_template.jinja} for the template) and
     * {@code laurel.json} of a model directory; {@link FormattingProfile#load} says what holds without the last.
     *
     * @throws dev.laurel.reward.checkpoint.CheckpointException where a file is missing or wrong; it names file and value
     */
    public static RewardText load(Path modelDir) {
        return load(modelDir, FormattingProfile.load(modelDir));
    }

    /** As {@link #load(Path)} with another profile than the directory's, for a model that is to be trained with it. */
    public static RewardText load(Path modelDir, FormattingProfile profile) {
        SpecialTokens specialTokens = SpecialTokens.load(modelDir, profile.reading());
        ConversationText conversations = ConversationText.load(modelDir, specialTokens, profile);
        Tokenizer tokenizer = Tokenizer.load(modelDir, specialTokens, profile.reading());
        try {
            requireKnown(modelDir, conversations.eos(), tokenizer.id(conversations.eos()));
            return new RewardText(
                    profile, conversations, tokenizer, specialTokens.texts().getOrDefault("bos_token", ""));
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static void requireKnown(Path modelDir, String eos, int eosId) {
        Path config = modelDir.resolve("config.json");
        int vocabulary = Files.exists(config)
                ? ModelFile.json(config).path("vocab_size").asInt(Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
        if (eosId >= vocabulary) {
            throw new CheckpointException(
                    modelDir.resolve(TokenizerConfig.FILE),
                    "eos_token '" + eos + "' is token " + eosId + " of a vocabulary of " + vocabulary);
        }
    }

    public FormattingProfile profile() {
        return profile;
    }

    /** As {@link #encode(Conversation, OverlongPrompt)} with {@link OverlongPrompt#FLAG}. */
    public TokenSequence encode(Conversation conversation) {
        return encode(conversation, OverlongPrompt.FLAG);
    }

    /** The same for turns without tools, the last of which is the answer. */
    public TokenSequence encode(List<Message> turns) {
        return encode(Conversation.of(turns));
    }

    /**
     * The ids of a conversation, rendered by the chat template and ended by the profile's rule. Its answer may be empty.
     *
     * @param overlong what becomes of it if the prompt leaves no token of the answer
     * @throws UnusableTextException where it has no turns, a blank prompt, half a surrogate pair or no JSON, where the template refuses it, or where
     *     its prompt is too long and {@code overlong} refuses
     */
    public TokenSequence encode(Conversation conversation, OverlongPrompt overlong) {
        return encodeAll(List.of(conversation), overlong).get(0);
    }

    /** As {@link #encodeAll(List, OverlongPrompt)} with {@link OverlongPrompt#FLAG}. */
    public List<TokenSequence> encodeAll(List<Conversation> conversations) {
        return encodeAll(conversations, OverlongPrompt.FLAG);
    }

    /** As {@link #encode(Conversation, OverlongPrompt)} for each conversation, in order and faster than one by one. */
    public List<TokenSequence> encodeAll(List<Conversation> conversations, OverlongPrompt overlong) {
        List<String> texts = conversations.stream().map(this.conversations::of).toList();
        List<int[]> ids = firstIds(texts, false);
        return IntStream.range(0, ids.size())
                .mapToObj(i -> {
                    TokenSequence sequence = sequence(ids.get(i));
                    return sequence.truncated() && answerUnread(conversations.get(i), ids.get(i))
                            ? overlong(conversations.get(i), texts.get(i), sequence, overlong)
                            : sequence;
                })
                .toList();
    }

    /** Whether the conversation has the same ids with another answer, as far as the model reads them. */
    private boolean answerUnread(Conversation conversation, int[] ids) {
        int[] other = firstIds(List.of(conversations.ofAnotherAnswer(conversation)), false)
                .get(0);
        int read = profile.kind().read(profile.maxTokens());
        return other.length >= read && Arrays.equals(ids, 0, read, other, 0, read);
    }

    private TokenSequence overlong(
            Conversation conversation, String text, TokenSequence cutOnTheRight, OverlongPrompt overlong) {
        return switch (overlong) {
            case FLAG -> new TokenSequence(cutOnTheRight.ids(), true, true);
            case REFUSE ->
                throw new UnusableTextException(
                        UnusableTextException.Reason.ANSWER_UNREAD,
                        "the prompt alone is as long as the " + profile.maxTokens()
                                + " tokens that the model reads; nothing of the answer is left");
            case CUT -> new TokenSequence(withoutBeginning(conversation, text), true);
        };
    }

    private int[] withoutBeginning(Conversation conversation, String text) {
        String other = conversations.ofAnotherAnswer(conversation);
        int answerAt = mismatch(text, other);
        int from = Math.max(0, answerAt - PROMPT_CHARACTERS_PER_TOKEN * profile.maxTokens());
        from -= from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
        int most = 4 * (answerAt - from) + profile.maxTokens(); // no unit has more tokens than bytes
        List<int[]> both = tokenizer.encodeUpTo(most, List.of(text.substring(from), other.substring(from)), false);
        int[] ids = both.get(0);
        int answer = Arrays.mismatch(ids, both.get(1)); // place of its first token
        int[] front = !bos.isEmpty() && text.startsWith(bos) ? new int[] {tokenizer.id(bos)} : new int[0];
        int room = profile.maxTokens() - front.length;
        int prompt = Math.min(answer, Math.max(room / 2, room - (ids.length - answer)));
        int[] kept = Arrays.copyOf(front, front.length + prompt + ids.length - answer);
        System.arraycopy(ids, answer - prompt, kept, front.length, prompt + ids.length - answer);
        return sequence(kept).ids();
    }

    private static int mismatch(String text, String other) {
        int at = 0;
        while (at < text.length() && at < other.length() && text.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /**
     * The ids of a text that is no conversation, ended by the profile's rule.
     *
     * @throws UnusableTextException where the text is empty
     */
    public TokenSequence encodeText(String text) {
        Readable.check(text);
        String ended = profile.kind().text(text, conversations.eos());
        return sequence(
                firstIds(List.of(ended), profile.kind().addsSpecialTokens()).get(0));
    }

    /**
     * The ids of a text taken as it is: no template, no end marker, no special tokens but those the text spells out. Cut on the right at
     * the profile's maximum.
     *
     * @throws UnusableTextException where the text is empty
     */
    public TokenSequence encodeRaw(String text) {
        return encodeAllRaw(List.of(text)).get(0);
    }

    /** As {@link #encodeRaw} for each text, in order and faster than one by one. */
    public List<TokenSequence> encodeAllRaw(List<String> texts) {
        texts.forEach(Readable::check);
        return firstIds(texts, false).stream()
                .map(ids -> {
                    boolean truncated = ids.length > profile.maxTokens();
                    return new TokenSequence(truncated ? Arrays.copyOf(ids, profile.maxTokens()) : ids, truncated);
                })
                .toList();
    }

    /**
     * The ids of each text as it is, whatever their number.
     *
     * @param specialTokens whether the tokenizer's own (a BOS, for some) are added
     */
    public List<int[]> ids(List<String> texts, boolean specialTokens) {
        return tokenizer.encode(texts, specialTokens);
    }

    /** As {@link #ids(List, boolean)}, but of a text that has more than the model reads some ids more than that, without reading all of it. */
    public List<int[]> firstIds(List<String> texts, boolean specialTokens) {
        return tokenizer.encodeUpTo(profile.maxTokens(), texts, specialTokens);
    }

    /** The text these ids stand for, special tokens included: what the model reads, for people to look at. */
    public String decode(TokenSequence sequence) {
        return tokenizer.decode(sequence.ids(), false);
    }

    /**
     * The ids of both sides of a pair.
     *
     * @throws UnusablePairException where a side is empty, cannot be read or is refused by the template, where its answer is blank, where the
     *     sides are equal, be it by truncation, where a side is too long and the profile does not truncate, or where margin or weight are
     *     no numbers to train on
     */
    public EncodedPair encodePair(PairText pair) throws UnusablePairException {
        if (pair.chosen().isEmpty() || pair.rejected().isEmpty()) {
            throw new UnusablePairException(
                    Reason.EMPTY, (pair.chosen().isEmpty() ? "chosen" : "rejected") + " has no messages");
        }
        if (profile.reading() != Reading.FIRST) { // stored versions were trained on blank answers
            requireSaid("chosen", pair.chosen());
            requireSaid("rejected", pair.rejected());
        }
        Optional<String> number = pair.numberProblem(profile.reading());
        if (number.isPresent()) {
            throw new UnusablePairException(Reason.OUT_OF_RANGE, number.get());
        }
        if (pair.chosen().equals(pair.rejected())) {
            throw new UnusablePairException(Reason.EQUAL, "chosen equals rejected");
        }
        List<TokenSequence> sides = sides(pair);
        TokenSequence chosen = sides.get(0);
        TokenSequence rejected = sides.get(1);
        if (profile.kind().refusesOverLength() && (chosen.truncated() || rejected.truncated())) {
            throw new UnusablePairException(
                    Reason.OVER_LENGTH,
                    (chosen.truncated() ? "chosen" : "rejected") + " is longer than " + profile.maxTokens()
                            + " tokens");
        }
        if (Arrays.equals(chosen.ids(), rejected.ids())) {
            throw chosen.truncated() || rejected.truncated()
                    ? new UnusablePairException(
                            Reason.EQUAL_AFTER_TRUNCATION,
                            "chosen equals rejected after truncation to " + profile.maxTokens() + " tokens")
                    : new UnusablePairException(Reason.EQUAL, "chosen equals rejected as the model reads them");
        }
        return new EncodedPair(chosen, rejected, (float) pair.margin(), (float) pair.weight());
    }

    private static void requireSaid(String side, List<Message> answer) throws UnusablePairException {
        if (answer.get(answer.size() - 1).saysNothing()) {
            throw new UnusablePairException(Reason.EMPTY, side + " ends in a blank answer");
        }
    }

    private List<TokenSequence> sides(PairText pair) throws UnusablePairException {
        try {
            List<String> texts =
                    List.of(conversations.of(pair.chosenConversation()), conversations.of(pair.rejectedConversation()));
            return firstIds(texts, false).stream().map(this::sequence).toList();
        } catch (UnusableTextException e) {
            throw UnusablePairException.of(e);
        }
    }

    private TokenSequence sequence(int[] ids) {
        return profile.kind().sequence(ids, profile.maxTokens(), eosId);
    }

    /** Frees the native tokenizer, once the calls under way have ended. */
    @Override
    public void close() {
        tokenizer.close();
    }
}
