package dev.laurel.bench.selection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.RankedCandidate;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SelectionReportTest {

    private static final HoldOut NEARLY_ALL = new HoldOut(0.999999, "laurel");

    private List<JudgedPrompt> prompts;

    @BeforeEach
    void read(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("pairs.jsonl"),
                """
                {"prompt": "a", "chosen": "short", "rejected": "rather longer", "chosen_score": 0.9, "rejected_score": 0.1}
                {"prompt": "a", "chosen": "short", "rejected": "middling", "chosen_score": 0.9, "rejected_score": 0.2}
                {"prompt": "b", "chosen": "the longer one", "rejected": "other", "chosen_score": 0.8, "rejected_score": 0.4}
                {"prompt": "c", "chosen": "without", "rejected": "scores"}
                """);
        prompts = JudgedPrompt.read(file, NEARLY_ALL);
    }

    @Test
    void takesEachScoredAnswerOnceAsACandidateOfItsPrompt() {
        assertThat(prompts).hasSize(2);
        JudgedPrompt a = prompt("a");
        assertThat(a.candidates())
                .extracting(GeneratedResponse::getResponse)
                .containsExactlyInAnyOrder("short", "rather longer", "middling");
        assertThat(a.candidates()).allSatisfy(candidate -> {
            assertThat(candidate.getGroupId()).contains(a.id());
            assertThat(candidate.getGroupSize()).contains(3);
        });
        assertThat(a.random()).isCloseTo(0.4, within(1e-9));
        assertThat(a.longest()).isCloseTo(0.1, within(1e-9));
        assertThat(a.best()).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void comparesTheSelectedAnswersWithOthers() {
        SelectionReport report =
                SelectionReport.of(prompts, List.of(selection("a", "short", 3), selection("b", "the longer one", 2)));

        assertThat(report.selected().mean()).isCloseTo(0.85, within(1e-9));
        assertThat(report.overRandom().mean()).isCloseTo(0.35, within(1e-9));
        assertThat(report.overLongest().mean()).isCloseTo(0.4, within(1e-9));
        assertThat(report.isSound()).isTrue();
    }

    @Test
    void isNotSoundWhereAGroupIsMissingDoubledOrNotWhole() {
        SelectedResponse a = selection("a", "short", 3);
        assertThat(SelectionReport.of(prompts, List.of(a)).isSound()).isFalse();
        assertThat(SelectionReport.of(prompts, List.of(a, a, selection("b", "the longer one", 2)))
                        .isSound())
                .isFalse();
        assertThat(SelectionReport.of(prompts, List.of(a, selection("b", "the longer one", 1)))
                        .isSound())
                .isFalse();
        assertThatThrownBy(() -> SelectionReport.of(prompts, List.of())).hasMessageContaining("no group of 2");
    }

    @Test
    void isNotSoundWhereTheWorseAnswersAreSelected() {
        assertThat(SelectionReport.of(prompts, List.of(selection("a", "middling", 3), selection("b", "other", 2)))
                        .isSound())
                .isFalse();
    }

    private JudgedPrompt prompt(String name) {
        return prompts.stream()
                .filter(prompt -> prompt.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SelectedResponse selection(String name, String answer, int scored) {
        JudgedPrompt prompt = prompt(name);
        String id = prompt.answers().entrySet().stream()
                .filter(each -> each.getValue().response().getResponse().equals(answer))
                .findFirst()
                .orElseThrow()
                .getKey();
        return SelectedResponse.newBuilder()
                .setGroupId(prompt.id())
                .setTenant("t")
                .setPromptId(prompt.id())
                .setSelected(List.of(Selection.newBuilder()
                        .setResponseId(id)
                        .setMessages(List.of())
                        .setNormalizedReward(1)
                        .build()))
                .setCandidates(prompt.answers().keySet().stream()
                        .limit(scored)
                        .map(each -> RankedCandidate.newBuilder()
                                .setResponseId(each)
                                .setReward(1)
                                .setNormalizedReward(1)
                                .setModelVersion(1)
                                .build())
                        .toList())
                .setExpected(prompt.answers().size())
                .setClosedBy(ClosedBy.COMPLETE)
                .setModelLine("default")
                .setEventTime(Instant.EPOCH)
                .build();
    }
}
