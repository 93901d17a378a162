package dev.laurel.command.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.laurel.command.client.ScorerClient.Score;
import dev.laurel.command.console.CalledAs;
import dev.laurel.command.console.Columns;
import dev.laurel.command.importing.ImportSummary;
import dev.laurel.command.pairs.AccuracyTable;
import dev.laurel.command.pairs.Slice;
import dev.laurel.schema.Message;
import dev.laurel.schema.ScoredResponse;

/** All of the demo's report for people, for a terminal of 100 columns; {@link FirstScreen} comes after it. */
final class ReportText {

    private static final int BINS = 12;
    private static final int BAR = 24;
    private static final int COLUMNS = 96;

    private final DemoReport report;
    private final StringBuilder text = new StringBuilder();

    private ReportText(DemoReport report) {
        this.report = report;
    }

    static String of(DemoReport report) {
        return new ReportText(report).render();
    }

    private String render() {
        title("What went through Kafka (read_committed, counted by the demo)");
        report.census()
                .counts()
                .forEach(count -> line(
                        "  %-24s %8d records %6d dead letters", count.topic(), count.records(), count.deadLetters()));
        report.imports().stream()
                .filter(summary -> summary.refusedRows() + summary.duplicates() > 0)
                .map(ImportSummary::render)
                .forEach(text::append);
        line("");
        line(
                "  %d pairs published. %d responses scored, %d not scored, %d scored twice: %s.",
                report.published(),
                report.census().scored().size(),
                report.census().unscored(),
                report.census().scoredTwice(),
                scorers());

        title("What was learned");
        line("  seed %d: of the judgements on the shipped sample, and of the trainer", report.seed());
        report.windows().forEach(this::window);
        report.holdOuts().forEach(this::holdOut);

        title("What the versions say of the same probes (normalised reward)");
        report.probes().stream().map(ProbeResponses.Rated::line).distinct().forEach(this::histograms);

        report.opposition().ifPresent(this::opposition);
        if (report.shipped()) {
            title("The best and the worst answer, to each taste");
            report.answers().extremes().forEach((line, extremes) -> {
                response(line, "best", extremes.best());
                response(line, "worst", extremes.worst());
            });
        }
        title("Where a reward comes from (%s, %s)".formatted(CalledAs.with("lineage"), CalledAs.with("reproduce")));
        report.provenance().text().lines().forEach(row -> line("  %s", row));
        line(
                "  trained again, %s: %s, %s",
                report.provenance().version(),
                report.provenance().finding().path("outcome").asText().replace('_', ' '),
                report.provenance().finding().path("summary").asText());
        title("Time");
        report.stages().forEach(stage -> line("  %-58s%7.1f s", stage.name(), stage.seconds()));
        line("  %-58s%7.1f s", "in all", report.seconds());
        if (!report.isSound()) {
            title("Not well");
            report.defects().forEach(defect -> line("  %s", defect));
        }
        return text.toString();
    }

    private String scorers() {
        return report.census().byVersion().entrySet().stream()
                .map(scored -> "%s by %s".formatted(scored.getValue(), Census.inWords(scored.getKey())))
                .collect(Collectors.joining(", "));
    }

    private void window(TrainedWindow window) {
        line(
                "  %-8s version %d from %s, %d pairs; %s",
                window.line(),
                window.version(),
                window.parent().map(parent -> "version " + parent).orElse("the starter model"),
                window.pairs(),
                window.reason());
    }

    private void holdOut(HoldOutReport holdOut) {
        AccuracyTable accuracy = holdOut.accuracy();
        line("");
        line(
                "  Accuracy of line %s on %d pairs of %d prompts it never trained on, with 95 %% intervals over prompts:",
                holdOut.line(), accuracy.pairs(), accuracy.prompts());
        if (holdOut.unusable() > 0) {
            line("  (%d more became equal by truncation)", holdOut.unusable());
        }
        accuracy.lines().forEach(row -> line("  %s", row));
        holdOut.languages().forEach((language, table) -> line("  %s", table.row("of these, " + language, Slice.ALL)));
    }

    private static String cells(List<String> cells, String format) {
        StringBuilder row = new StringBuilder();
        cells.forEach(cell -> row.append(format.formatted(cell)));
        return row.toString();
    }

    private void histograms(String line) {
        Map<Integer, ProbeResponses.Rated> versions =
                new LinkedHashMap<>(); // a held back one leaves the one before it in place
        report.probes().stream()
                .filter(probes -> probes.line().equals(line))
                .forEach(probes -> versions.putIfAbsent(probes.version(), probes));
        List<ProbeResponses.Rated> rated = List.copyOf(versions.values());
        List<Histogram> histograms = rated.stream().map(ReportText::histogram).toList();
        line("");
        line(
                "  %-16s%s",
                "line " + line,
                cells(rated.stream().map(r -> "version " + r.version()).toList(), "%-32s"));
        int highest = histograms.stream().mapToInt(Histogram::highest).max().orElse(1);
        for (int bin = 0; bin < BINS; bin++) {
            if (isOutside(histograms, bin)) {
                continue;
            }
            StringBuilder row = new StringBuilder();
            for (Histogram histogram : histograms) {
                int count = histogram.counts().get(bin);
                row.append("%-26s%4d  ".formatted("█".repeat((int) Math.ceil((double) BAR * count / highest)), count));
            }
            double from = histograms.get(0).from() + bin * histograms.get(0).width();
            line("  %5.1f .. %4.1f  %s", from, from + histograms.get(0).width(), row);
        }
    }

    /** Whether no histogram has anything in this bin or beyond it. */
    private static boolean isOutside(List<Histogram> histograms, int bin) {
        return histograms.stream().allMatch(histogram -> {
            List<Integer> counts = histogram.counts();
            return Stream.of(counts.subList(0, bin + 1), counts.subList(bin, counts.size()))
                    .anyMatch(side -> side.stream().allMatch(count -> count == 0));
        });
    }

    static Histogram histogram(ProbeResponses.Rated rated) {
        return Histogram.of(rated.scores().stream().map(Score::normalizedReward).toList(), -3, 3, BINS);
    }

    private void opposition(DemoReport.Opposition opposition) {
        title("A reward is somebody's preference");
        line(
                "  The lines %s and %s order %.0f %% (%.0f..%.0f) of %d held-out pairs of answers oppositely.",
                opposition.one(),
                opposition.other(),
                100 * opposition.share(),
                100 * opposition.low(),
                100 * opposition.high(),
                opposition.pairs());
    }

    private void response(String line, String which, ScoredResponse response) {
        line("");
        line(
                "  %s to %s: %+.2f by version %d, written by %s",
                which,
                line,
                response.getNormalizedReward(),
                response.getModelVersion(),
                response.getGenerator().orElse("?"));
        List<Message> messages = response.getMessages();
        wrapped("  Q: ", messages.get(messages.size() - 1).getContent());
        wrapped("  A: ", response.getResponse());
    }

    private void wrapped(String label, String content) {
        String indent = label;
        for (String row : Columns.wrap(content, COLUMNS - label.length())) {
            line("%s", indent + row);
            indent = " ".repeat(label.length());
        }
    }

    private void title(String title) {
        line("");
        line("%s", title);
        line("%s", "─".repeat(Columns.of(title)));
    }

    private void line(String format, Object... arguments) {
        text.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments))
                .append(System.lineSeparator());
    }
}
