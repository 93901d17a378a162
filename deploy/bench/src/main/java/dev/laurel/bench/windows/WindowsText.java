package dev.laurel.bench.windows;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.laurel.bench.windows.WindowsReport.Row;
import dev.laurel.reward.evaluate.Bootstrap.Interval;

/** A report on windows for people: tables in plain text. */
final class WindowsText {

    private final WindowsReport report;
    private final StringBuilder text = new StringBuilder();

    private WindowsText(WindowsReport report) {
        this.report = report;
    }

    static String of(WindowsReport report) {
        WindowsText text = new WindowsText(report);
        text.render();
        return text.text.toString();
    }

    private void render() {
        line(
                "%d windows of %d pairs, cut at %d tokens, computed in %s. Intervals of 95 %% over prompts.",
                report.options().plan().size(),
                report.options().pairsPerWindow(),
                report.options().series().base().maxTokens(),
                report.options().series().engine().dtype().map(Enum::name).orElse("the device's default format"));
        Map<Integer, Row> full = ofArm(Arm.FULL);
        report.options().arms().forEach(arm -> arm(arm, full));
        if (!report.differences().isEmpty()) {
            line("");
            line("After the last window, accuracy less that of full retraining, in points:");
            report.differences()
                    .forEach(each -> line(
                            "  %-18s%-16s%+6.1f (%+.1f..%+.1f), %d pairs",
                            each.arm().label(),
                            each.source(),
                            100 * each.difference().mean(),
                            100 * each.difference().low(),
                            100 * each.difference().high(),
                            each.pairs()));
        }
        report.stability().ifPresent(this::stability);
    }

    private Map<Integer, Row> ofArm(Arm arm) {
        return report.rows().stream()
                .filter(row -> row.arm() == arm)
                .collect(Collectors.toMap(Row::window, Function.identity()));
    }

    private void arm(Arm arm, Map<Integer, Row> full) {
        line("");
        line("%s: accuracy on the held-out pairs so far", arm.label());
        line("  %-8s%-14s%9s%10s%8s%8s  %s", "window", "brings", "tokens", "of full", "in all", "gate", heads());
        for (Row row : report.rows()) {
            if (row.arm() == arm) {
                Row whole = full.get(row.window());
                line(
                        "  %-8d%-14s%9d%10s%8s%8s  %s",
                        row.window(),
                        row.brought(),
                        row.tokens(),
                        whole == null ? "-" : percent(row.tokens(), whole.tokens()),
                        full.size() < report.options().plan().size()
                                ? "-"
                                : percent(row.allTokens(), whole.allTokens()),
                        row.promoted() ? "yes" : "no",
                        cells(row.accuracy()));
            }
        }
        if (arm != Arm.FULL) {
            report.rows().stream()
                    .filter(row -> row.arm() == arm && !row.promoted())
                    .forEach(row -> line("  window %d %s", row.window(), row.reason()));
        }
    }

    private String heads() {
        StringBuilder heads = new StringBuilder("%-20s".formatted(WindowsReport.ALL));
        report.sources().forEach(source -> heads.append("%-20s".formatted(source)));
        return heads.toString();
    }

    private String cells(Map<String, Interval> accuracy) {
        StringBuilder cells = new StringBuilder("%-20s".formatted(cell(accuracy.get(WindowsReport.ALL))));
        for (String source : report.sources()) {
            cells.append("%-20s".formatted(cell(accuracy.get(source))));
        }
        return cells.toString();
    }

    private static String cell(Interval interval) {
        return interval == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f (%.1f..%.1f)",
                        100 * interval.mean(),
                        100 * interval.low(),
                        100 * interval.high());
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.0f %%", 100.0 * part / whole);
    }

    private void stability(Stability stability) {
        line("");
        line(
                "Rewards of %d fixed responses by the versions with replay; the mean moves by %.2f reference deviations at most.",
                stability.responses(), stability.drift());
        List<Double> thresholds = report.options().thresholds();
        StringBuilder heads = new StringBuilder();
        thresholds.forEach(
                threshold -> heads.append(String.format(Locale.ROOT, "flips at %+.1f (corrections)  ", threshold)));
        line("  %-8s%20s%20s%10s  %s", "version", "raw", "normalised", "Spearman", heads);
        for (int i = 0; i < stability.levels().size(); i++) {
            Stability.Level level = stability.levels().get(i);
            line(
                    "  %-8d%20s%20s%s",
                    i + 1,
                    String.format(Locale.ROOT, "%+.2f ± %.2f", level.rawMean(), level.rawStd()),
                    String.format(Locale.ROOT, "%+.2f ± %.2f", level.mean(), level.std()),
                    i == 0 ? "" : move(stability.moves().get(i - 1)));
        }
    }

    private static String move(Stability.Move move) {
        StringBuilder cells = new StringBuilder(String.format(Locale.ROOT, "%10.3f  ", move.spearman()));
        move.flips()
                .forEach(flips -> cells.append(String.format(
                        Locale.ROOT,
                        "%-29s",
                        String.format(
                                Locale.ROOT, "%.1f %% (%.1f %%)", 100 * flips.all(), 100 * flips.corrections()))));
        return cells.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(System.lineSeparator());
    }
}
