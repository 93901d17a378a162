package dev.laurel.scorer.live;

import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.OverlongPrompt;
import dev.laurel.scorer.Starters;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Two answers to a prompt that is longer than the model reads, and a long answer to a short one. */
class OverlongPromptTest {

    private static final String LONG = "Air scatters blue light more than red. ".repeat(2_000);
    private static final List<Conversation> CONVERSATIONS =
            List.of(conversation(LONG, "Because it scatters."), conversation(LONG, "No."), conversation("Why?", LONG));

    @TempDir
    static Path store;

    private static Engine engine;
    private static Path checkpoint;

    @BeforeAll
    static void start() {
        engine = Starters.engine();
        checkpoint = Starters.write(store.resolve("model"), 1);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void isFlaggedAndALongAnswerIsNot() {
        List<Judgement> judged = judge(OverlongPrompt.FLAG);

        Reward first = (Reward) judged.get(0);
        Reward second = (Reward) judged.get(1);
        Reward longAnswer = (Reward) judged.get(2);
        assertThat(first.answerUnread()).isTrue();
        assertThat(second.answerUnread()).isTrue();
        assertThat(first.truncated()).isTrue();
        assertThat(longAnswer.answerUnread()).isFalse();
        assertThat(longAnswer.truncated()).isTrue();
    }

    @Test
    void isRefusedAndALongAnswerIsNot() {
        List<Judgement> judged = judge(OverlongPrompt.REFUSE);

        assertThat(judged.subList(0, 2)).allSatisfy(judgement -> {
            assertThat(((Failure) judgement).reason()).isEqualTo(Reason.PROMPT_TOO_LONG);
            assertThat(((Failure) judgement).message()).doesNotContain("scatters");
        });
        assertThat(judged.get(2)).isInstanceOf(Reward.class);
    }

    @Test
    void isCutSoThatTheAnswerIsRead() {
        List<Judgement> judged = judge(OverlongPrompt.CUT);

        Reward first = (Reward) judged.get(0);
        Reward second = (Reward) judged.get(1);
        assertThat(first.answerUnread()).isFalse();
        assertThat(first.truncated()).isTrue();
        assertThat(first.raw()).isNotEqualTo(second.raw());
    }

    private static List<Judgement> judge(OverlongPrompt overlong) {
        LiveModel model = Starters.load("default", 1, checkpoint, overlong, engine);
        try {
            return model.judge(CONVERSATIONS);
        } finally {
            model.release();
        }
    }

    private static Conversation conversation(String prompt, String answer) {
        return Conversation.of(List.of(new Message("user", prompt), new Message("assistant", answer)));
    }
}
