package dev.laurel.reward.text;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

import dev.laurel.reward.text.UnusablePairException.Reason;
import dev.laurel.reward.text.jinja.TemplateException;

/**
 * The one way from text to the token ids a reward model reads, in training, evaluation and scoring alike: chat template, end marker and
 * length by the model's {@link FormattingProfile}. Safe for many threads; holds native memory until closed.
 */
public final class RewardText implements AutoCloseable {

    private final FormattingProfile profile;
    private final ChatTemplate template;
    private final Tokenizer tokenizer;
    private final String eos;
    private final int eosId;

    private RewardText(FormattingProfile profile, ChatTemplate template, Tokenizer tokenizer, String eos, int eosId) {
        this.profile = profile;
        this.template = template;
        this.tokenizer = tokenizer;
        this.eos = eos;
        this.eosId = eosId;
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
        TokenizerConfig config = TokenizerConfig.load(modelDir);
        ChatTemplate template = ChatTemplate.of(config, Clock.systemDefaultZone());
        Tokenizer tokenizer = Tokenizer.load(modelDir);
        try {
            return new RewardText(profile, template, tokenizer, config.eos(), tokenizer.id(config.eos()));
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    public FormattingProfile profile() {
        return profile;
    }

    /**
     * The ids of a conversation, rendered by the chat template and ended by the profile's rule.
     *
     * @throws UnusableTextException where the conversation is empty or the template refuses it
     */
    public TokenSequence encode(List<Message> conversation) {
        return encodeAll(List.of(conversation)).get(0);
    }

    /** As {@link #encode} for each conversation, in order and faster than one by one. */
    public List<TokenSequence> encodeAll(List<List<Message>> conversations) {
        List<String> texts = conversations.stream().map(this::rendered).toList();
        return sequences(tokenizer.encode(texts, false));
    }

    /**
     * The ids of a text that is no conversation, ended by the profile's rule.
     *
     * @throws UnusableTextException where the text is empty
     */
    public TokenSequence encodeText(String text) {
        checkNotEmpty(text);
        String ended = profile.kind().text(text, eos);
        return sequences(tokenizer.encode(List.of(ended), profile.kind().addsSpecialTokens()))
                .get(0);
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
        texts.forEach(RewardText::checkNotEmpty);
        return tokenizer.encode(texts, false).stream()
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

    /** The text these ids stand for, special tokens included: what the model reads, for people to look at. */
    public String decode(TokenSequence sequence) {
        return tokenizer.decode(sequence.ids(), false);
    }

    /**
     * The ids of both sides of a pair.
     *
     * @throws UnusablePairException where a side is empty or refused by the template, where the sides are equal, be it by truncation, or
     *     where a side is too long and the profile does not truncate
     */
    public EncodedPair encodePair(PairText pair) throws UnusablePairException {
        if (pair.chosen().isEmpty() || pair.rejected().isEmpty()) {
            throw new UnusablePairException(
                    Reason.EMPTY, (pair.chosen().isEmpty() ? "chosen" : "rejected") + " has no messages");
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

    private List<TokenSequence> sides(PairText pair) throws UnusablePairException {
        try {
            return encodeAll(List.of(pair.chosenConversation(), pair.rejectedConversation()));
        } catch (UnusableTextException e) {
            throw new UnusablePairException(
                    e.getCause() instanceof TemplateException ? Reason.REFUSED_BY_TEMPLATE : Reason.EMPTY,
                    e.getMessage());
        }
    }

    private String rendered(List<Message> conversation) {
        if (conversation.isEmpty()) {
            throw new UnusableTextException("a conversation without messages");
        }
        try {
            String rendered = template.render(conversation, false);
            if (rendered.isEmpty()) {
                throw new UnusableTextException("the chat template renders the conversation to no text");
            }
            return profile.kind().conversation(rendered, eos);
        } catch (TemplateException e) {
            throw new UnusableTextException("the chat template refuses the conversation: " + e.reason(), e);
        }
    }

    private List<TokenSequence> sequences(List<int[]> ids) {
        return ids.stream()
                .map(each -> profile.kind().sequence(each, profile.maxTokens(), eosId))
                .toList();
    }

    private static void checkNotEmpty(String text) {
        if (text.isEmpty()) {
            throw new UnusableTextException("an empty text");
        }
    }

    /** Frees the native tokenizer, once the calls under way have ended. */
    @Override
    public void close() {
        tokenizer.close();
    }
}
