package dev.laurel.reward.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;

import dev.laurel.reward.checkpoint.Reading;
import dev.laurel.reward.text.UnusablePairException.Reason;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The starter's tokenizer under both rules; formatting.json is recorded by src/test/recorders/record_formatting.py. */
class RewardTextTest {

    @TempDir
    private Path model;

    @BeforeEach
    void copyTokenizer() throws IOException {
        ModelFiles.copyStarter(model);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheIdsThatTheRulesProjectTrainsOn(FormattingRule rule) throws IOException {
        JsonNode recorded = recorded();
        int most = recorded.get("max_tokens").asInt();
        try (RewardText text = load(rule, most)) {
            for (JsonNode each : recorded.get("conversations")) {
                assertIds(text.encode(messages(each.get("messages"))), each.get(name(rule)), most);
            }
            for (JsonNode each : recorded.get("texts")) {
                assertIds(text.encodeText(each.get("text").asText()), each.get(name(rule)), most);
            }
        }
    }

    private static void assertIds(TokenSequence sequence, JsonNode recorded, int most) {
        int[] ids = StreamSupport.stream(recorded.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .limit(most)
                .toArray();
        assertThat(sequence.ids()).isEqualTo(ids);
        assertThat(sequence.truncated() || sequence.length() == recorded.size()).isTrue();
    }

    @Test
    void marksWhatWasCutAndEndsItInEos() {
        try (RewardText text = load(FormattingRule.OPENRLHF, 8)) {
            TokenSequence cut = text.encode(answered("a long answer that does not fit in eight tokens"));
            assertThat(cut.truncated()).isTrue();
            assertThat(cut.length()).isEqualTo(8);
            assertThat(text.decode(cut)).endsWith("<|im_end|>");
        }
        try (RewardText text = load(FormattingRule.TRL, 8)) {
            TokenSequence cut = text.encode(answered("a long answer that does not fit in eight tokens"));
            assertThat(cut.truncated()).isTrue();
            assertThat(text.decode(cut)).doesNotEndWith("<|im_end|>");
        }
    }

    @Test
    void takesRawTextAsItIs() {
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            TokenSequence raw = text.encodeRaw("<|im_start|>user\nHi\n\n");
            assertThat(text.decode(raw)).isEqualTo("<|im_start|>user\nHi\n\n");
            assertThat(raw.ids()[0]).isEqualTo(6142);
        }
    }

    @Test
    void encodesManyAsOneByOne() {
        List<Conversation> conversations = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            conversations.add(Conversation.of(answered("answer number " + i + " 第" + i + "号")));
        }
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            assertThat(text.encodeAll(conversations))
                    .isEqualTo(conversations.stream().map(text::encode).toList());
        }
    }

    @Test
    void givesManyThreadsTheSameIds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            TokenSequence expected = text.encode(answered("the same 相同"));
            List<Future<Boolean>> same = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                same.add(threads.submit(
                        () -> text.encode(answered("the same 相同")).equals(expected)));
            }
            for (Future<Boolean> each : same) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void encodesBothSidesOfAPair() throws UnusablePairException {
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            EncodedPair pair = text.encodePair(pair("good", "bad"));
            assertThat(pair.chosen()).isEqualTo(text.encode(answered("good")));
            assertThat(pair.rejected()).isEqualTo(text.encode(answered("bad")));
            assertThat(pair.margin()).isEqualTo(0.5f);
            assertThat(pair.weight()).isEqualTo(2f);
        }
    }

    @Test
    void refusesAPairWhoseSidesAreEqual() {
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            assertRefused(text, pair("same", "same"), Reason.EQUAL, "chosen equals rejected");
        }
    }

    @Test
    void refusesAPairWhoseSidesBecomeEqualByTheRule() {
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            PairText composed = pair("caf\u00e9", "cafe\u0301"); // one to the tokenizer, which normalises to NFC
            assertRefused(text, composed, Reason.EQUAL, "chosen equals rejected as the model reads them");
        }
    }

    @Test
    void refusesAPairWhoseSidesBecomeEqualByTruncation() {
        String same = "and on ".repeat(50);
        try (RewardText text = load(FormattingRule.OPENRLHF, 30)) {
            assertRefused(
                    text,
                    pair(same + "good", same + "bad"),
                    Reason.EQUAL_AFTER_TRUNCATION,
                    "chosen equals rejected after truncation to 30 tokens");
        }
    }

    @Test
    void refusesAnOverLengthPairByTheRuleOfTrl() {
        try (RewardText text = load(FormattingRule.TRL, 30)) {
            assertRefused(
                    text, pair("short", "long ".repeat(50)), Reason.OVER_LENGTH, "rejected is longer than 30 tokens");
        }
    }

    @Test
    void refusesAPairWithoutAnswer() {
        PairText pair = new PairText(question(), List.of(), List.of(new Message("assistant", "a")), 0, 1);
        try (RewardText text = load(FormattingRule.TRL, 30)) {
            assertRefused(text, pair, Reason.EMPTY, "chosen has no messages");
        }
    }

    @Test
    void refusesAPairThatTheTemplateRefuses() throws IOException {
        ModelFiles.setTemplate(
                model, "{% if messages[0].role == 'system' %}{{ raise_exception('no system role') }}{% endif %}x");
        PairText pair = new PairText(List.of(new Message("system", "s")), answer("good"), answer("bad"), 0, 1);
        try (RewardText text = load(FormattingRule.OPENRLHF, 30)) {
            assertRefused(
                    text,
                    pair,
                    Reason.REFUSED_BY_TEMPLATE,
                    "the chat template refuses the conversation: no system role");
        }
    }

    @Test
    void aTemplateThatQuotesAMessageQuotesItToNobody() throws IOException {
        ModelFiles.setTemplate(
                model,
                "{% if messages[0].role == 'system' %}{{ raise_exception('not ' + messages[0].content) }}{% endif %}x");
        PairText pair = new PairText(List.of(new Message("system", "secret")), answer("good"), answer("bad"), 0, 1);
        try (RewardText text = load(FormattingRule.OPENRLHF, 30)) {
            assertRefused(
                    text,
                    pair,
                    Reason.REFUSED_BY_TEMPLATE,
                    "the chat template refuses the conversation: at line 1 of the template, in words that may quote it");
        }
    }

    @Test
    void refusesAnEmptyConversation() {
        try (RewardText text = load(FormattingRule.OPENRLHF, 30)) {
            assertThatExceptionOfType(UnusableTextException.class)
                    .isThrownBy(() -> text.encode(List.of()))
                    .withMessage("a conversation without messages");
        }
    }

    @Test
    void refusesAnEmptyText() {
        try (RewardText text = load(FormattingRule.OPENRLHF, 30)) {
            assertThatExceptionOfType(UnusableTextException.class)
                    .isThrownBy(() -> text.encodeRaw(""))
                    .withMessage("an empty text");
            assertThatExceptionOfType(UnusableTextException.class)
                    .isThrownBy(() -> text.encodeText(""))
                    .withMessage("an empty text");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83db", "a\ude00b", "\ud83d", "a\ude00\ud83d"})
    void refusesHalfCharacters(String half) {
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            assertUnusable(() -> text.encodeRaw(half), UnusableTextException.Reason.HALF_CHARACTER, "text has half");
            assertUnusable(() -> text.encodeText(half), UnusableTextException.Reason.HALF_CHARACTER, "text has half");
            assertUnusable(
                    () -> text.ids(List.of(half), false), UnusableTextException.Reason.HALF_CHARACTER, "text has half");
            assertUnusable(
                    () -> text.encode(answered(half)),
                    UnusableTextException.Reason.HALF_CHARACTER,
                    "content of message 1 has half a surrogate pair");
            assertRefused(
                    text,
                    pair("good", half),
                    Reason.HALF_CHARACTER,
                    "content of message 1 has half a surrogate pair, U+%04X, at %d"
                            .formatted((int) half.charAt(half.length() > 1 ? 1 : 0), half.length() > 1 ? 1 : 0));
        }
    }

    @Test
    void scoresAnEmptyAnswerAndTrainsOnNone() {
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            assertThat(text.decode(text.encode(answered(""))))
                    .isEqualTo("<|im_start|>user\nquestion<|im_end|>\n<|im_start|>assistant\n<|im_end|>");
            assertRefused(text, pair("", "bad"), Reason.EMPTY, "chosen ends in a blank answer");
            assertRefused(text, pair("good", " \n"), Reason.EMPTY, "rejected ends in a blank answer");
        }
    }

    /** Stored versions were trained on what later readings refuse, and reproduce only with it. */
    @Test
    void theFirstReadingTakesBlanksAndWideNumbers() throws Exception {
        FormattingProfile first = new FormattingProfile(FormattingRule.OPENRLHF, 100, Reading.FIRST);
        List<Message> blank = List.of(new Message("user", " "));
        try (RewardText text = RewardText.load(model, first)) {
            EncodedPair pair = text.encodePair(new PairText(blank, answer("good"), answer(""), 5_000, 1e4));
            assertThat(pair.margin()).isEqualTo(5_000);
            assertRefused(
                    text,
                    new PairText(blank, answer("good"), answer("bad"), Double.NaN, 1),
                    Reason.OUT_OF_RANGE,
                    "margin NaN is not from -1000 to 1000");
        }
    }

    @Test
    void refusesABlankPrompt() {
        List<Message> blank = List.of(new Message("user", " \n"), new Message("assistant", "a"));
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            assertUnusable(
                    () -> text.encode(blank),
                    UnusableTextException.Reason.BLANK_PROMPT,
                    "content of message 0, which the last one answers, is blank");
            PairText pair = new PairText(blank.subList(0, 1), answer("good"), answer("bad"), 0, 1);
            assertRefused(text, pair, Reason.EMPTY, "content of message 0, which the last one answers, is blank");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e308, -1e308, 1000.1, Double.NaN, Double.POSITIVE_INFINITY, 1e39})
    void refusesAPairWhoseMarginIsOutOfRange(double margin) {
        PairText pair = new PairText(question(), answer("good"), answer("bad"), margin, 1);
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            assertRefused(text, pair, Reason.OUT_OF_RANGE, "margin " + margin + " is not from -1000 to 1000");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1e-300, 1e308, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAPairWhoseWeightIsOutOfRange(double weight) {
        PairText pair = new PairText(question(), answer("good"), answer("bad"), 0, weight);
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            assertRefused(text, pair, Reason.OUT_OF_RANGE, "weight " + weight + " is not from 1.0E-9 to 1000");
        }
    }

    private static void assertUnusable(ThrowingCallable call, UnusableTextException.Reason reason, String message) {
        assertThatExceptionOfType(UnusableTextException.class)
                .isThrownBy(call)
                .withMessageStartingWith(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void survivesControlCharacters() {
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            assertThat(text.decode(text.encodeRaw("a\u0000b\uffff"))).isEqualTo("a\u0000b\uffff");
        }
    }

    @Test
    void encodesAMessageOfTwoMegabytes() {
        try (RewardText text = load(FormattingRule.OPENRLHF, 100)) {
            TokenSequence cut = text.encode(answered("many words 很多字 ".repeat(100_000)));
            assertThat(cut.truncated()).isTrue();
            assertThat(cut.length()).isEqualTo(100);
        }
    }

    @Test
    void saysThatItIsClosed() {
        RewardText text = load(FormattingRule.OPENRLHF, 30);
        text.close();
        text.close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> text.encodeRaw("a"))
                .withMessage("tokenizer is closed: " + model.resolve("tokenizer.json"));
    }

    private RewardText load(FormattingRule rule, int maxTokens) {
        new FormattingProfile(rule, maxTokens).save(model);
        return RewardText.load(model);
    }

    private static void assertRefused(RewardText text, PairText pair, Reason reason, String message) {
        assertThatExceptionOfType(UnusablePairException.class)
                .isThrownBy(() -> text.encodePair(pair))
                .withMessage(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static PairText pair(String chosen, String rejected) {
        return new PairText(question(), answer(chosen), answer(rejected), 0.5, 2);
    }

    private static List<Message> question() {
        return List.of(new Message("user", "question"));
    }

    private static List<Message> answer(String content) {
        return List.of(new Message("assistant", content));
    }

    private static List<Message> answered(String content) {
        return List.of(new Message("user", "question"), new Message("assistant", content));
    }

    private static List<Message> messages(JsonNode turns) {
        return StreamSupport.stream(turns.spliterator(), false)
                .map(turn -> new Message(
                        turn.get("role").asText(), turn.get("content").asText()))
                .toList();
    }

    private static String name(FormattingRule rule) {
        return rule == FormattingRule.OPENRLHF ? "openrlhf" : "trl";
    }

    private static JsonNode recorded() throws IOException {
        try (InputStream in = RewardTextTest.class.getResourceAsStream("formatting.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
