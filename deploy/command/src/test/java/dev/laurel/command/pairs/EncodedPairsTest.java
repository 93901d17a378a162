package dev.laurel.command.pairs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.laurel.reward.starter.StarterModel;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.text.FormattingRule;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EncodedPairsTest {

    private static final List<Message> QUESTION = List.of(new Message("user", "Why is the sky blue?"));

    @TempDir
    private Path directory;

    @Test
    void takesWhatTheFormattingTakesAndCountsTheRest() {
        StarterModel.write(directory, 1);
        new FormattingProfile(FormattingRule.OPENRLHF, 32).save(directory);
        try (RewardText text = RewardText.load(directory)) {
            EncodedPairs pairs = new EncodedPairs(text);

            assertThat(add(pairs, "Blue light scatters most.", "No idea.")).isTrue();
            assertThat(add(pairs, "far ".repeat(40) + "one end", "far ".repeat(40) + "another end"))
                    .isFalse();

            assertThat(pairs.encoded()).hasSize(1);
            assertThat(pairs.compared()).containsExactly(new ComparedPair("why is the sky blue?", 25, 8));
            assertThat(pairs.unusable()).isEqualTo(Map.of("equal_after_truncation", 1));
        }
    }

    private static boolean add(EncodedPairs pairs, String chosen, String rejected) {
        PairText text = new PairText(
                QUESTION, List.of(new Message("assistant", chosen)), List.of(new Message("assistant", rejected)), 0, 1);
        return pairs.add(ComparedPair.of("p-1", text), text);
    }
}
