package dev.laurel.trainer.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.trainer.promotion.Finding;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.report.Fields.Field;

/** What the page's template asks for beside the report's own figures: names, charts, and figures that are gathered from several places. */
public final class View {

    private static final String SLICE = "slice";

    private final RunReport report;
    private final Manifest manifest;

    View(RunReport report) {
        this.report = report;
        this.manifest = report.manifest();
    }

    /** What the version is called beside its rival. */
    public String challenger() {
        return "version " + manifest.version();
    }

    public String champion() {
        return manifest.judgement().rivalName();
    }

    public StepCharts steps() {
        return new StepCharts(manifest.steps(), report.steps());
    }

    public HoldOutCharts holdOut() {
        return new HoldOutCharts(challenger(), champion(), manifest.judgement());
    }

    public Slices slices() {
        return Slices.of(challenger(), champion(), manifest.judgement());
    }

    /** The findings on all held-out pairs. */
    public List<Finding> findings() {
        return manifest.decision().findings().stream()
                .filter(finding -> !finding.rule().equals(SLICE))
                .toList();
    }

    /** The findings on slices, those that failed first. */
    public List<Finding> sliceFindings() {
        return manifest.decision().findings().stream()
                .filter(finding -> finding.rule().equals(SLICE))
                .sorted((one, other) -> Boolean.compare(one.passed(), other.passed()))
                .toList();
    }

    public long failedSlices() {
        return sliceFindings().stream().filter(finding -> !finding.passed()).count();
    }

    public Optional<Judgement.Drift> drift() {
        return manifest.judgement().drift();
    }

    public List<Field> hyperparameters() {
        return Stream.concat(
                        Fields.of(manifest.training()).stream(),
                        Stream.of(new Field(
                                "several_judges", manifest.severalJudges().name())))
                .toList();
    }

    public List<Field> environment() {
        return Fields.of(manifest.environment());
    }

    /** Offsets of the window, gaps included. */
    public long offsets() {
        return manifest.window().spans().stream()
                .mapToLong(span -> span.to() - span.from())
                .sum();
    }
}
