package dev.laurel.command.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainLinesTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void tellsHowFarWorkHasComeWithoutControlCharacters() {
        try (ProgressBar bar = bar(Duration.ZERO, 200)) {
            bar.stepTo(50).setExtraMessage("loss 0.61");
            bar.refresh();
        }

        assertThat(lines())
                .anyMatch(line ->
                        line.matches("training: 50 of 200 steps \\(25 %\\), 0:00:0\\d, 0:00:0\\d left, loss 0.61"))
                .noneMatch(line -> line.contains("\r") || line.contains("\u001b"));
    }

    @Test
    void saysNothingOfShortWork() {
        try (ProgressBar bar = bar(Duration.ofMinutes(1), 200)) {
            bar.stepTo(200);
        }

        assertThat(lines()).isEmpty();
    }

    @Test
    void saysTheLastLineOnce() {
        PlainLines plain = new PlainLines(new PrintStream(printed, true, StandardCharsets.UTF_8), Duration.ZERO);

        plain.accept("1 of 2");
        plain.accept("2 of 2, done");
        plain.close();

        assertThat(lines()).containsExactly("1 of 2", "2 of 2, done");
    }

    @Test
    void countsWorkWhoseEndIsUnknown() {
        try (ProgressBar bar = bar(Duration.ZERO, -1)) {
            bar.stepTo(7);
        }

        assertThat(lines()).last().asString().startsWith("training: 7 steps, ");
    }

    private ProgressBar bar(Duration interval, long maximum) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new ProgressBarBuilder()
                .setTaskName("training")
                .setInitialMax(maximum)
                .setRenderer(new PlainLines.Renderer("steps"))
                .setConsumer(new PlainLines(out, interval))
                .build();
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
