package dev.laurel.command.demo;

import java.nio.file.Path;
import java.util.List;

import dev.laurel.command.Shell;
import dev.laurel.command.console.Columns;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FirstScreenTest {

    private static final Path PAGE = Path.of("/tmp/demo.html");

    @Test
    void saysTheWheelInSixLinesWithItsFigures() {
        List<String> screen = screen(DemoReports.shipped());

        assertThat(screen)
                .anyMatch(row -> row.matches(" +Feedback +40 judgements published"))
                .anyMatch(row -> row.matches(" +Pairs +38 preference pairs built of them, 2 dead letters"))
                .anyMatch(row -> row.matches(
                        " +Versions +rich: accuracy starter 0\\.50, v1 0\\.70, v2 0\\.90; v2 - v1 \\+0\\.20 \\(.*\\)"))
                .anyMatch(row -> row.contains("plain: accuracy starter 0.50, v1 0.70, v2 0.90 (held back)"))
                .anyMatch(row -> row.matches(" +Responses +36 rewards; 0 responses not scored, 0 scored twice"))
                .anyMatch(row ->
                        row.matches(" +plain: best of 6 prompts' answers \\+1\\.22 \\(.*\\), 100 % by sample-plain-1"))
                .anyMatch(row -> row.matches(" +Two tastes +rich and plain order 100 % .* of 20 held-out pairs .*"));
    }

    @Test
    void saysWhetherAllIsWellAndWhereToLookNext() {
        assertThat(screen(DemoReports.shipped()))
                .contains("  All counts agree.")
                .anyMatch(row -> row.contains("/tmp/demo.html"))
                .anyMatch(row -> row.contains("laurel demo --open opens it, --full prints it here"))
                .anyMatch(row -> row.contains("laurel up"))
                .anyMatch(row -> row.contains("docs/"));
        assertThat(screen(DemoReports.withUnscored(3)))
                .contains("  NOT WELL: 3 responses were not scored")
                .doesNotContain("  All counts agree.");
    }

    @Test
    void namesTheCommandAsItWasCalled() {
        System.setProperty("laurel.called-as", "deploy/laurel");
        try {
            assertThat(screen(DemoReports.shipped()))
                    .anyMatch(row -> row.contains(" deploy/laurel up "))
                    .hasSizeLessThanOrEqualTo(24);
            assertThat(Shell.run("import", "--frm").err()).contains("See deploy/laurel import --help.");
            assertThat(Shell.run("demo", "--help").out().replaceAll("\\s+", " "))
                    .contains("that \"deploy/laurel import\" reads");
        } finally {
            System.clearProperty("laurel.called-as");
        }
    }

    @Test
    void fitsOneScreen() {
        assertThat(screen(DemoReports.shipped()))
                .hasSizeLessThanOrEqualTo(24)
                .allSatisfy(row -> assertThat(Columns.of(row)).isLessThanOrEqualTo(100));
    }

    @Test
    void theFirstScreenIsAllUnlessMoreIsAskedForAndThenTheLast() {
        DemoReport report = DemoReports.shipped();
        String text = report.text(PAGE, true);

        assertThat(report.text(PAGE, false)).isEqualTo(FirstScreen.of(report, PAGE, false));
        assertThat(text)
                .endsWith(FirstScreen.of(report, PAGE, true))
                .contains(
                        "What went through Kafka",
                        "What was learned",
                        "of these, zh",
                        "18 by version 2 of line rich",
                        "trained again, version 2 of line rich: same so far",
                        "Where a reward comes from",
                        "Time");
        assertThat(text.lines().filter(row -> row.contains("早起")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(Columns.of(row)).isLessThanOrEqualTo(100));
    }

    @Test
    void textsThatAreNotOursAreNotShown() {
        assertThat(DemoReports.own().text(PAGE, true)).doesNotContain("早起", "alert", "sample-rich-1");
    }

    private static List<String> screen(DemoReport report) {
        return FirstScreen.of(report, PAGE, false).lines().toList();
    }
}
