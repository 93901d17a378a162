package dev.laurel.command.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.command.demo.HoldOutReport.PairKey;
import dev.laurel.command.demo.page.DemoPage;
import dev.laurel.command.importing.ImportSummary;
import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topics;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the demo found, for people and for programs.
 *
 * @param shipped whether the texts are of our own sample, which may be shown
 * @param seed what was drawn from the shipped sample, and the models' first weights
 * @param imports what was published, in order
 * @param windows the versions that were trained, in order
 * @param holdOuts one per line
 * @param probes scores of the fixed probes by each version
 * @param opposition how often two lines order the same held-out answers oppositely; empty with one line
 * @param provenance of one reward
 */
public record DemoReport(
        boolean shipped,
        long seed,
        List<Stages.Stage> stages,
        List<ImportSummary> imports,
        List<TrainedWindow> windows,
        Census census,
        List<HoldOutReport> holdOuts,
        List<ProbeResponses.Rated> probes,
        Optional<Opposition> opposition,
        Provenance provenance) {

    /** Held-out pairs of answers that both lines judge, and the share they order oppositely, with its 95 % interval over prompts. */
    record Opposition(String one, String other, int pairs, double share, double low, double high) {

        static Opposition of(HoldOutReport one, HoldOutReport other) {
            Map<PairKey, Double> margins = new HashMap<>(); // of the other line, whichever answer it was told to prefer
            other.margins().forEach((pair, margin) -> {
                margins.put(pair, margin);
                margins.put(pair.flipped(), -margin);
            });
            List<String> prompts = new ArrayList<>();
            List<Double> opposite = new ArrayList<>();
            one.margins().forEach((pair, margin) -> {
                if (margins.containsKey(pair)) {
                    prompts.add(pair.prompt());
                    opposite.add(margin > 0 == margins.get(pair) > 0 ? 0.0 : 1.0);
                }
            });
            Bootstrap.Interval share = Bootstrap.DEFAULT.mean(
                    opposite.stream().mapToDouble(Double::doubleValue).toArray(), prompts);
            return new Opposition(one.line(), other.line(), opposite.size(), share.mean(), share.low(), share.high());
        }
    }

    /** The responses with the highest and the lowest normalised reward of a line's latest version. */
    record Extremes(ScoredResponse best, ScoredResponse worst) {}

    static DemoReport of(
            Corpus corpus,
            long seed,
            List<Stages.Stage> stages,
            List<ImportSummary> imports,
            List<TrainedWindow> windows,
            Census census,
            List<HoldOutReport> holdOuts,
            List<ProbeResponses.Rated> probes,
            Provenance provenance) {
        return new DemoReport(
                corpus.shipped(),
                seed,
                stages,
                imports,
                windows,
                census,
                holdOuts,
                probes,
                holdOuts.size() < 2 ? Optional.empty() : Optional.of(Opposition.of(holdOuts.get(0), holdOuts.get(1))),
                provenance);
    }

    /**
     * The report for people, what matters last.
     *
     * @param page where the report lies as a page
     * @param full whether all of it is told, and not only what matters
     */
    public String text(Path page, boolean full) {
        return (full ? ReportText.of(this) : "") + FirstScreen.of(this, page, full);
    }

    /** The report for programs: the same figures, unrounded, and no texts but those of the shipped sample. */
    public ObjectNode json() {
        return ReportJson.of(this);
    }

    /** The report for a browser, made of what is in {@link #json()}. */
    public String html() {
        return DemoPage.of(json());
    }

    /** Whether every count is as it must be. */
    public boolean isSound() {
        return defects().isEmpty();
    }

    /** What did not come out as it must; empty if all is well. */
    List<String> defects() {
        List<String> defects = new ArrayList<>();
        if (census.unscored() > 0) {
            defects.add(census.unscored() + " responses were not scored");
        }
        if (census.scoredTwice() > 0) {
            defects.add(census.scoredTwice() + " responses were scored more than once");
        }
        if (published() != records(Topics.PAIRS.name()) + deadLetters(Topics.FEEDBACK.name())) {
            defects.add("%d pairs were published, %d are in the topic and %d among the dead letters"
                    .formatted(published(), records(Topics.PAIRS.name()), deadLetters(Topics.FEEDBACK.name())));
        }
        defects.addAll(provenance.defects());
        return defects;
    }

    /** The answers that the latest versions have scored. */
    ScoredAnswers answers() {
        return ScoredAnswers.of(
                census.scored(), holdOuts.stream().map(HoldOutReport::line).toList());
    }

    double seconds() {
        return stages.stream().mapToDouble(Stages.Stage::seconds).sum();
    }

    /** Pairs that the importer published as feedback. */
    long published() {
        return imports.stream()
                .filter(summary -> !summary.forms().containsKey("responses"))
                .mapToLong(ImportSummary::usable)
                .sum();
    }

    long records(String topic) {
        return count(topic).records();
    }

    long deadLetters(String topic) {
        return count(topic).deadLetters();
    }

    private Census.Count count(String topic) {
        return census.counts().stream()
                .filter(count -> count.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }
}
