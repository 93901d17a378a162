package dev.laurel.command.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.laurel.command.console.CalledAs;
import dev.laurel.command.console.Columns;
import dev.laurel.command.pairs.AccuracyTable;
import dev.laurel.command.pairs.AccuracyTable.Verdict;
import dev.laurel.command.pairs.Slice;
import dev.laurel.schema.Topics;

/** What matters of the demo's report, the last it prints, on one screen of 24 lines and 100 columns: the wheel, whether all is well, and where to look next. */
final class FirstScreen {

    private static final int COLUMNS = 100;
    private static final int LABEL = 14;
    private static final int MOST_DEFECTS = 2;

    private final DemoReport report;
    private final List<String> rows = new ArrayList<>();

    private FirstScreen(DemoReport report) {
        this.report = report;
    }

    /**
     * The screen.
     *
     * @param page where all of the report lies
     * @param above whether all of it stands above, too
     */
    static String of(DemoReport report, Path page, boolean above) {
        FirstScreen screen = new FirstScreen(report);
        screen.wheel();
        screen.soundness();
        screen.next(page, above);
        return screen.rows.stream().map(row -> row + System.lineSeparator()).collect(Collectors.joining());
    }

    private void wheel() {
        String title = format("The wheel has turned twice, in %s (seed %d)", duration(), report.seed());
        rows.addAll(List.of("", title, "─".repeat(Columns.of(title))));
        row("Feedback", format("%,d judgements published", report.published()));
        row(
                "Pairs",
                format(
                        "%,d preference pairs built of them, %,d dead letters",
                        report.records(Topics.PAIRS.name()), report.deadLetters(Topics.FEEDBACK.name())));
        rows("Versions", report.holdOuts().stream().map(this::versions).toList());
        row(
                "Responses",
                format(
                        "%,d rewards; %,d responses not scored, %,d scored twice",
                        report.census().scored().size(),
                        report.census().unscored(),
                        report.census().scoredTwice()));
        rows("Best of N", report.answers().bestOfN().stream().map(this::bestOfN).toList());
        row(
                "Two tastes",
                report.opposition().map(FirstScreen::tastes).orElse("one line only: nothing to hold it against"));
    }

    private String versions(HoldOutReport holdOut) {
        AccuracyTable table = holdOut.accuracy();
        List<String> models = List.copyOf(table.evaluations().keySet());
        String accuracies = models.stream()
                .map(model -> table.verdict(model, Slice.ALL).orElseThrow())
                .map(verdict -> verdict.model() + format(" %.2f", verdict.accuracy()) + gate(holdOut.line(), verdict))
                .collect(Collectors.joining(", "));
        return holdOut.line() + ": accuracy " + accuracies
                + table.difference(models.get(models.size() - 1), Slice.ALL)
                        .map(last -> format(
                                "; %s - %s %+.2f (%+.2f..%+.2f)",
                                last.model(), last.earlier(), last.mean(), last.low(), last.high()))
                        .orElse("");
    }

    private String gate(String line, Verdict verdict) {
        return report.windows().stream()
                        .anyMatch(window -> window.line().equals(line)
                                && verdict.model().equals("v" + window.version())
                                && !window.promoted())
                ? " (held back)"
                : "";
    }

    private String bestOfN(BestOfN best) {
        String writer =
                report.shipped() ? format(", %.0f %% by %s", 100 * best.share(best.favourite()), best.favourite()) : "";
        return format(
                        "%s: best of %,d prompts' answers %+.2f (%+.2f..%+.2f)",
                        best.line(),
                        best.prompts(),
                        best.gain().mean(),
                        best.gain().low(),
                        best.gain().high())
                + writer;
    }

    private static String tastes(DemoReport.Opposition opposition) {
        return format(
                "%s and %s order %.0f %% (%.0f..%.0f) of %,d held-out pairs of answers oppositely",
                opposition.one(),
                opposition.other(),
                100 * opposition.share(),
                100 * opposition.low(),
                100 * opposition.high(),
                opposition.pairs());
    }

    private void soundness() {
        rows.add("");
        List<String> defects = report.defects();
        if (defects.isEmpty()) {
            rows.add("  All counts agree.");
            return;
        }
        defects.stream()
                .limit(MOST_DEFECTS)
                .forEach(defect -> rows.add(
                        "  NOT WELL: " + Columns.wrap(defect, COLUMNS - LABEL).get(0)));
        if (defects.size() > MOST_DEFECTS) {
            rows.add(format("  and %d more, on the page", defects.size() - MOST_DEFECTS));
        }
    }

    private void next(Path page, boolean above) {
        rows.add("");
        row("All of it", page + ", a page for the browser");
        row("", above ? "and above" : CalledAs.with("demo --open opens it, --full prints it here"));
        row("Go on", CalledAs.with("up starts broker, registry and services, and keeps them"));
        row("Your data", CalledAs.with("demo --pairs FILE --responses FILE"));
        row("Read", "README.md, docs/architecture.md; " + CalledAs.with("--help"));
    }

    private void row(String label, String content) {
        rows(label, List.of(content));
    }

    private void rows(String label, List<String> contents) {
        String first = label;
        for (String content : contents) {
            for (String part : Columns.wrap(content, COLUMNS - LABEL)) {
                rows.add("  " + Columns.pad(first, LABEL - 2) + part);
                first = "";
            }
        }
    }

    private String duration() {
        long seconds = Math.round(report.seconds());
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
