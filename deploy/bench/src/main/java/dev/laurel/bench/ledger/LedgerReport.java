package dev.laurel.bench.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What events cost.
 *
 * @param events of each workload
 * @param passThrough of the bare stream over the events of the first workload
 */
public record LedgerReport(int events, List<Cost> costs, Cost passThrough) implements Findings {

    /** Above it, one hot prompt costs more than it should. */
    private static final double LARGEST_RATIO = 2;

    /**
     * Of one workload.
     *
     * @param cpuSeconds of the process that processes the events, from the first event to the last commit
     * @param seconds of the clock
     * @param changelogBytes written to its changelogs
     * @param published records in the topic that it writes
     */
    public record Cost(String workload, double cpuSeconds, double seconds, long changelogBytes, long published) {}

    @Override
    public boolean isSound() {
        return ratio("comparisons").filter(ratio -> ratio > LARGEST_RATIO).isEmpty()
                && ratio("thumbs").filter(ratio -> ratio > LARGEST_RATIO).isEmpty();
    }

    /** Of the processor time on one prompt to that on many. */
    private Optional<Double> ratio(String kind) {
        Optional<Cost> hot = cost(kind + ", one prompt");
        Optional<Cost> spread = cost(kind + ", many prompts");
        return hot.flatMap(one -> spread.map(many -> one.cpuSeconds() / many.cpuSeconds()));
    }

    private Optional<Cost> cost(String workload) {
        return costs.stream().filter(cost -> cost.workload().equals(workload)).findFirst();
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder("%,d events each%n".formatted(events));
        text.append("%-28s %9s %9s %16s %10s%n".formatted("", "CPU s", "s", "changelog B/ev.", "published"));
        costs.forEach(cost -> text.append(line(cost)));
        text.append(line(passThrough));
        ratio("comparisons").ifPresent(ratio -> text.append(ratio("comparisons, one prompt to many", ratio)));
        ratio("thumbs").ifPresent(ratio -> text.append(ratio("thumbs, one prompt to many", ratio)));
        cost("comparisons, many prompts")
                .ifPresent(cost ->
                        text.append(ratio("topology to pass-through", cost.cpuSeconds() / passThrough.cpuSeconds())));
        return text.toString().stripTrailing();
    }

    @Override
    public ObjectNode json() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        ObjectNode json = mapper.createObjectNode().put("sound", isSound()).put("events", events);
        json.set("costs", mapper.valueToTree(costs));
        json.set("pass_through", mapper.valueToTree(passThrough));
        return json;
    }

    private String line(Cost cost) {
        return String.format(
                Locale.ROOT,
                "%-28s %9.2f %9.2f %16.0f %10d%n",
                cost.workload(),
                cost.cpuSeconds(),
                cost.seconds(),
                (double) cost.changelogBytes() / events,
                cost.published());
    }

    private static String ratio(String what, double ratio) {
        return String.format(Locale.ROOT, "%-38s %.2f times the CPU%n", what, ratio);
    }
}
