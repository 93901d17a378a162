package dev.laurel.command.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.importing.Importer;
import dev.laurel.schema.FeedbackEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CorpusTest {

    @TempDir
    private Path work;

    private Corpus sample() throws Exception {
        return Corpus.shipped(Path.of("src/main/sample"), work);
    }

    @Test
    void everyRowOfTheShippedSampleIsUsable() throws Exception {
        for (Corpus.Lesson lesson : sample().lessons()) {
            ImportSummary summary = Importer.readPairs(lesson.pairs(), lesson.options(), progress -> {}, event -> {});
            assertThat(summary.usable()).isEqualTo(summary.rows()).isGreaterThanOrEqualTo(300);
            assertThat(summary.prompts()).isEqualTo(summary.rows());
        }
        assertThat(sample().responseRows()).isEqualTo(360);
    }

    @Test
    void theTwoTastesChooseOppositely() throws Exception {
        List<FeedbackEvent> rich = events(sample().lessons().get(0));
        List<FeedbackEvent> plain = events(sample().lessons().get(1));

        for (int i = 0; i < rich.size(); i++) {
            assertThat(rich.get(i).getCandidates().get(0).getMessages())
                    .isEqualTo(plain.get(i).getCandidates().get(1).getMessages());
            assertThat(rich.get(i).getTask()).isEqualTo("rich");
            assertThat(plain.get(i).getTask()).isEqualTo("plain");
        }
    }

    @Test
    void theTwoWindowsShareNoRowAndLeaveNoneOut() throws Exception {
        Corpus.Lesson lesson = sample().lessons().get(0);
        Set<String> ids = new HashSet<>();

        long first = read(lesson, 1, ids);
        long second = read(lesson, 2, ids);

        assertThat(first + second).isEqualTo(lesson.rows()).isEqualTo(ids.size());
        assertThat(first).isEqualTo(lesson.rows() / 2);
    }

    @Test
    void lengthDoesNotDecide() throws Exception {
        List<FeedbackEvent> events = events(sample().lessons().get(0));
        long chosenLonger = events.stream()
                .filter(event -> length(event, 0) > length(event, 1))
                .count();

        assertThat((double) chosenLonger / events.size()).isBetween(0.45, 0.55);
    }

    private static int length(FeedbackEvent event, int candidate) {
        return event.getCandidates()
                .get(candidate)
                .getMessages()
                .get(0)
                .getContent()
                .length();
    }

    private static long read(Corpus.Lesson lesson, int window, Set<String> ids) throws Exception {
        return Importer.readPairs(
                        lesson.pairs(),
                        lesson.half(window, lesson.rows()),
                        progress -> {},
                        event -> ids.add(event.getEventId()))
                .usable();
    }

    private static List<FeedbackEvent> events(Corpus.Lesson lesson) throws Exception {
        List<FeedbackEvent> events = new ArrayList<>();
        Importer.readPairs(lesson.pairs(), lesson.options(), progress -> {}, events::add);
        return events;
    }
}
