package dev.laurel.command.demo;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.laurel.command.demo.Judgements.Judgement;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JudgementsTest {

    private static List<Judgement> draw(long seed) throws Exception {
        return Judgements.draw(Path.of("src/main/sample/answers.jsonl"), seed).made();
    }

    @Test
    void aSeedDrawsTheSameAgainAndAnotherDrawsOtherHalvesAndVerdicts() throws Exception {
        assertThat(draw(3)).isEqualTo(draw(3));
        assertThat(firstHalf(draw(4))).isNotEqualTo(firstHalf(draw(3)));
    }

    private static Set<JsonNode> firstHalf(List<Judgement> made) {
        Set<JsonNode> prompts = new HashSet<>();
        made.subList(0, made.size() / 2).forEach(judgement -> prompts.add(judgement.row()));
        return prompts;
    }

    @Test
    void everyPromptHasFourDifferentAnswersAndTwoDifferentPairs() throws Exception {
        List<Judgement> made = draw(1);
        for (int i = 0; i < made.size(); i += 2) {
            Judgement one = made.get(i);
            Judgement other = made.get(i + 1);
            assertThat(other.row()).isEqualTo(one.row());
            assertThat(List.of(other.plainer(), other.richer())).isNotEqualTo(List.of(one.plainer(), one.richer()));
            Set<JsonNode> answers = new HashSet<>();
            one.row().path("answers").forEach(answers::add);
            assertThat(answers).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void lengthDoesNotTellWhichAnswerIsRicher(String language) throws Exception {
        int longer = 0;
        int pairs = 0;
        for (long seed = 1; seed <= 5; seed++) {
            for (Judgement judgement : draw(seed)) {
                if (judgement.row().path("language").asText().equals(language)) {
                    pairs++;
                    longer += length(judgement, judgement.richer()) > length(judgement, judgement.plainer()) ? 1 : 0;
                }
            }
        }

        assertThat((double) longer / pairs).isBetween(0.45, 0.55);
    }

    private static int length(Judgement judgement, int degree) {
        return judgement.row().path("answers").path(degree).asText().length();
    }
}
