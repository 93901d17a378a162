package dev.laurel.bench.scorer;

import java.util.List;

import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a trial of the scorers came to.
 *
 * @param swaps activations of a version that the instances logged
 * @param recoveries seconds, one for each kill that stopped partitions and was got over before the next one of that instance
 */
public record TrialReport(
        OutputCheck output, GroupCheck groups, int kills, int brokerKills, int swaps, List<Double> recoveries)
        implements Findings {

    public TrialReport {
        recoveries = recoveries.stream().sorted().toList();
    }

    @Override
    public boolean isSound() {
        return output.isSound() && groups.isSound();
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("%d kills, %d of the broker, %d activations%n".formatted(kills, brokerKills, swaps));
        text.append("%,d responses: %d without a scored record, %d doubled, %d scored records of no response%n"
                .formatted(output.inputs(), output.missing(), output.doubled(), output.strange()));
        text.append("%d by a version that was not active, %d batches by two versions%n"
                .formatted(output.inactive(), output.mixedBatches()));
        text.append(
                "%,d groups of candidates: %d without a selection, %d doubled, %d incomplete; %d of %d late candidates recorded%n"
                        .formatted(
                                groups.groups(),
                                groups.missing(),
                                groups.doubled(),
                                groups.incomplete(),
                                groups.late(),
                                groups.lateSent()));
        if (kills == 0) {
            text.append("longest pause between batches: %d ms%n"
                    .formatted(output.longestPause().toMillis()));
        }
        if (!recoveries.isEmpty()) {
            text.append(
                    "recovery from %d kills that were got over before the next: median %.1f s, p90 %.1f s, longest %.1f s%n"
                            .formatted(
                                    recoveries.size(),
                                    Quantiles.of(recoveries, 0.5),
                                    Quantiles.of(recoveries, 0.9),
                                    Quantiles.of(recoveries, 1)));
        }
        return text.append(isSound() ? "sound%n".formatted() : "NOT SOUND%n".formatted())
                .toString();
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sound", isSound())
                .put("kills", kills)
                .put("broker_kills", brokerKills)
                .put("activations", swaps)
                .put("responses", output.inputs())
                .put("missing", output.missing())
                .put("doubled", output.doubled())
                .put("strange", output.strange())
                .put("by_inactive_version", output.inactive())
                .put("batches_of_two_versions", output.mixedBatches())
                .put("longest_pause_ms", output.longestPause().toMillis())
                .put("groups", groups.groups())
                .put("groups_missing", groups.missing())
                .put("groups_doubled", groups.doubled())
                .put("groups_incomplete", groups.incomplete())
                .put("candidates_late", groups.late())
                .put("candidates_sent_late", groups.lateSent());
        recoveries.forEach(json.putArray("recovery_seconds")::add);
        return json;
    }
}
