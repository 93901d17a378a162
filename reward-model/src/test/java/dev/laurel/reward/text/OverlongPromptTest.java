package dev.laurel.reward.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Conversations whose prompt leaves no token of the answer, at every length around the model's. */
class OverlongPromptTest {

    private static final int MOST = 64;

    @TempDir
    private Path model;

    @BeforeEach
    void copyTokenizer() throws IOException {
        ModelFiles.copyStarter(model);
    }

    @ParameterizedTest
    @EnumSource
    void flagsExactlyThoseOfWhichAnotherAnswerHasTheSameTokens(FormattingRule rule) {
        try (RewardText text = load(rule)) {
            for (int words = 1; words < 2 * MOST; words++) {
                TokenSequence one = text.encode(conversation(words, "good"));
                TokenSequence other = text.encode(conversation(words, "不"));
                boolean same = one.equals(other);
                assertThat(one.answerUnread()).as("%d words", words).isEqualTo(same);
                assertThat(other.answerUnread()).as("%d words", words).isEqualTo(same);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", " x", "y", "\n\n", "<|im_end|>"})
    void flagsWhateverTheAnswerIs(String answer) {
        try (RewardText text = load(FormattingRule.OPENRLHF)) {
            assertThat(text.encode(conversation(10 * MOST, answer)).answerUnread())
                    .isTrue();
            assertThat(text.encode(conversation(3, answer)).answerUnread()).isFalse();
        }
    }

    @Test
    void flagsNoLongAnswer() {
        try (RewardText text = load(FormattingRule.OPENRLHF)) {
            TokenSequence sequence = text.encode(conversation(3, "word ".repeat(10 * MOST)));
            assertThat(sequence.truncated()).isTrue();
            assertThat(sequence.answerUnread()).isFalse();
        }
    }

    @Test
    void refusesByReason() {
        try (RewardText text = load(FormattingRule.OPENRLHF)) {
            assertThatExceptionOfType(UnusableTextException.class)
                    .isThrownBy(() -> text.encode(conversation(MOST, "good"), OverlongPrompt.REFUSE))
                    .withMessage("the prompt alone is as long as the 64 tokens that the model reads;"
                            + " nothing of the answer is left")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(UnusableTextException.Reason.ANSWER_UNREAD));
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingWhereSomethingOfTheAnswerIsRead(OverlongPrompt overlong) {
        try (RewardText text = load(FormattingRule.OPENRLHF)) {
            assertThat(text.encode(conversation(3, "good"), overlong)).isEqualTo(text.encode(conversation(3, "good")));
            Conversation long_ = conversation(3, "word ".repeat(10 * MOST));
            assertThat(text.encode(long_, overlong)).isEqualTo(text.encode(long_));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {MOST, 10 * MOST, 100_000})
    void cutsThePromptAtItsBeginning(int words) {
        try (RewardText text = load(FormattingRule.OPENRLHF)) {
            TokenSequence cut = text.encode(conversation(words, "good"), OverlongPrompt.CUT);
            assertThat(cut.length()).isEqualTo(MOST);
            assertThat(cut.truncated()).isTrue();
            assertThat(cut.answerUnread()).isFalse();
            assertThat(text.decode(cut)).endsWith("river river<|im_end|>\n<|im_start|>assistant\ngood<|im_end|>");
        }
    }

    @Test
    void leavesHalfOfTheLengthToThePromptOfALongAnswer() {
        try (RewardText text = load(FormattingRule.OPENRLHF)) {
            TokenSequence cut = text.encode(conversation(10 * MOST, " word".repeat(100_000)), OverlongPrompt.CUT);
            assertThat(cut.length()).isEqualTo(MOST);
            assertThat(text.decode(cut))
                    .matches("(?s)[river ]+<\\|im_end\\|>\n<\\|im_start\\|>assistant\n( word)+<\\|im_end\\|>");
            assertThat(text.decode(cut).split(" word", -1)).hasSizeBetween(MOST / 2 - 2, MOST / 2 + 1);
        }
    }

    @Test
    void keepsTheTokenThatEverySequenceBeginsWith() throws IOException {
        ModelFiles.change(model.resolve("tokenizer_config.json"), json -> json.put("bos_token", "<|endoftext|>"));
        ModelFiles.setTemplate(model, "{{ bos_token }}{% for m in messages %}{{ m.content }}\n{% endfor %}");
        try (RewardText text = load(FormattingRule.OPENRLHF)) {
            TokenSequence cut = text.encode(conversation(10 * MOST, "good"), OverlongPrompt.CUT);
            assertThat(cut.length()).isEqualTo(MOST);
            assertThat(text.decode(cut)).startsWith("<|endoftext|>").endsWith("river\ngood <|im_end|>");
        }
    }

    private RewardText load(FormattingRule rule) {
        new FormattingProfile(rule, MOST).save(model);
        return RewardText.load(model);
    }

    private static Conversation conversation(int words, String answer) {
        return Conversation.of(
                List.of(new Message("user", "river" + " river".repeat(words - 1)), new Message("assistant", answer)));
    }
}
