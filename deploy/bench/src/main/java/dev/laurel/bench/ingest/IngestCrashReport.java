package dev.laurel.bench.ingest;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.laurel.bench.ingest.IngestKiller.Kill;
import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a trial of ingest came to.
 *
 * @param kills of ingest, in their order
 * @param endedByItself how often its process ended without being killed
 * @param statuses of the requests while ingest was killed; 0 where no answer came
 * @param accepted records, each of which has an id of its own
 * @param classes how many of them came to what
 * @param waited records that waited before what never comes was given up
 * @param pairs that live in the end
 * @param sentAgain records of which ingest was to know all when they were sent a second time
 * @param faults by what is wrong, with those concerned
 */
public record IngestCrashReport(
        IngestCrashOptions options,
        List<Kill> kills,
        int brokerKills,
        int endedByItself,
        Map<Integer, Integer> statuses,
        int prompts,
        int accepted,
        Map<String, Integer> classes,
        long waited,
        int pairs,
        long sentAgain,
        Map<String, List<String>> faults)
        implements Findings {

    private static final int SHOWN = 10;

    @Override
    public boolean isSound() {
        return faults.isEmpty();
    }

    Map<IngestStage, Long> hits() {
        Map<IngestStage, Long> hits = new EnumMap<>(IngestStage.class);
        for (IngestStage stage : IngestStage.values()) {
            hits.put(stage, kills.stream().filter(kill -> kill.stage() == stage).count());
        }
        return hits;
    }

    /** Seconds from a kill until the stream ran again, ascending. */
    private List<Double> recoveries() {
        return kills.stream()
                .flatMap(kill -> kill.recovery().stream())
                .map(recovery -> recovery.toMillis() / 1e3)
                .sorted()
                .toList();
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("%d kills of ingest (%s), %d of the broker, a stall of %d s; %d ends of ingest by itself%n"
                .formatted(
                        kills.size(),
                        hits().entrySet().stream()
                                .map(hit -> hit.getValue() + " " + hit.getKey().label())
                                .collect(Collectors.joining(", ")),
                        brokerKills,
                        options.stall().toSeconds(),
                        endedByItself));
        List<Double> recoveries = recoveries();
        if (!recoveries.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "running again after %d of them: median %.1f s, longest %.1f s%n",
                    recoveries.size(),
                    recoveries.get(recoveries.size() / 2),
                    recoveries.get(recoveries.size() - 1)));
        }
        text.append("requests by status: %s%n%n".formatted(statuses));
        text.append("%,9d records of %,d prompts accepted%n".formatted(accepted, prompts));
        classes.forEach((what, count) -> text.append("%,9d %s%n".formatted(count, what)));
        text.append("%,9d waited until they were given up%n".formatted(waited));
        text.append("%,9d pairs live%n".formatted(pairs));
        text.append("%,9d records sent a second time%n%n".formatted(sentAgain));
        faults.forEach((what, which) -> text.append("%,d %s: %s%n"
                .formatted(which.size(), what, which.stream().limit(SHOWN).collect(Collectors.joining(", ")))));
        return text.append(isSound() ? "sound%n".formatted() : "NOT SOUND%n".formatted())
                .toString();
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sound", isSound())
                .put("kills", kills.size())
                .put("broker_kills", brokerKills)
                .put("stall_seconds", options.stall().toSeconds())
                .put("ended_by_itself", endedByItself)
                .put("prompts", prompts)
                .put("accepted", accepted)
                .put("waited", waited)
                .put("pairs", pairs)
                .put("sent_again", sentAgain);
        ObjectNode stages = json.putObject("kills_by_stage");
        hits().forEach((stage, count) -> stages.put(stage.label(), count));
        ObjectNode answers = json.putObject("statuses");
        statuses.forEach((status, count) -> answers.put(status.toString(), count));
        ObjectNode counts = json.putObject("classes");
        classes.forEach(counts::put);
        recoveries().forEach(json.putArray("recovery_seconds")::add);
        ObjectNode wrong = json.putObject("faults");
        faults.forEach((what, which) -> which.forEach(wrong.putArray(what)::add));
        return json;
    }
}
