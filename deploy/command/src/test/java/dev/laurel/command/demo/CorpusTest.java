package dev.laurel.command.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.importing.Importer;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.schema.FeedbackEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CorpusTest {

    @TempDir
    private Path work;

    private Corpus sample() throws Exception {
        return Corpus.shipped(Path.of("src/main/sample"), work, 1);
    }

    @Test
    void everyRowOfTheShippedSampleIsUsable() throws Exception {
        for (Corpus.Lesson lesson : sample().lessons()) {
            ImportSummary summary = Importer.readPairs(lesson.pairs(), lesson.options(), progress -> {}, event -> {});
            assertThat(summary.usable()).isEqualTo(summary.rows()).isEqualTo(640);
            assertThat(summary.prompts()).isEqualTo(320);
        }
        assertThat(sample().responseRows()).isEqualTo(360);
    }

    @Test
    void theTwoTastesJudgeTheSameAnswersMostlyOppositely() throws Exception {
        List<FeedbackEvent> rich = events(sample().lessons().get(0));
        List<FeedbackEvent> plain = events(sample().lessons().get(1));
        int opposite = 0;

        for (int i = 0; i < rich.size(); i++) {
            assertThat(answers(rich.get(i))).containsExactlyInAnyOrderElementsOf(answers(plain.get(i)));
            assertThat(rich.get(i).getTask()).isEqualTo("rich");
            assertThat(plain.get(i).getTask()).isEqualTo("plain");
            opposite += answers(rich.get(i)).equals(answers(plain.get(i))) ? 0 : 1;
        }

        assertThat((double) opposite / rich.size()).isBetween(0.75, 0.9);
    }

    private static List<String> answers(FeedbackEvent event) {
        return event.getCandidates().stream()
                .map(candidate -> candidate.getMessages().get(0).getContent())
                .toList();
    }

    @Test
    void theTwoWindowsShareNoPromptAndLeaveNoRowOut() throws Exception {
        Corpus.Lesson lesson = sample().lessons().get(0);
        List<FeedbackEvent> first = half(lesson, 1);
        List<FeedbackEvent> second = half(lesson, 2);

        assertThat(prompts(first)).doesNotContainAnyElementsOf(prompts(second));
        assertThat((long) first.size()).isEqualTo(second.size()).isEqualTo(lesson.rows() / 2);
    }

    private static Set<String> prompts(List<FeedbackEvent> events) {
        return events.stream().map(FeedbackEvent::getPromptId).collect(Collectors.toSet());
    }

    private static List<FeedbackEvent> half(Corpus.Lesson lesson, int window) throws Exception {
        return events(lesson, lesson.half(window, lesson.rows()));
    }

    private static List<FeedbackEvent> events(Corpus.Lesson lesson) throws Exception {
        return events(lesson, lesson.options());
    }

    private static List<FeedbackEvent> events(Corpus.Lesson lesson, ImportOptions options) throws Exception {
        List<FeedbackEvent> events = new ArrayList<>();
        Importer.readPairs(lesson.pairs(), options, progress -> {}, events::add);
        return events;
    }
}
