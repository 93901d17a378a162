package dev.laurel.scorer.live;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Line;
import dev.laurel.schema.accept.Shown;

/**
 * The model lines of this deployment, and which of them scores a response: the one that names its tenant and task most closely.
 *
 * @param all at least one, most particular first: those that name tenants and tasks before those that name one of the two, and before those that
 *     serve everything
 */
public record Lines(List<Line> all) {

    public Lines {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no model line is configured");
        }
        all = all.stream()
                .sorted(Comparator.comparingInt(Lines::particularity).reversed().thenComparing(Line::name))
                .toList();
        for (Line first : all) {
            for (Line second : all) {
                refuseAmbiguity(first, second);
            }
        }
    }

    /** The line whose model scores the responses of this tenant and task; empty if none does. */
    public Optional<Line> serving(String tenant, String task) {
        return all.stream().filter(line -> line.serves(tenant, task)).findFirst();
    }

    public Optional<Line> named(String name) {
        return all.stream().filter(line -> line.name().equals(name)).findFirst();
    }

    /** What is wrong with the name of a line that is none, for people to read. */
    public String unknown(String name) {
        return "there is no line %s; the lines are %s (laurel: --line NAME)"
                .formatted(Shown.of(name), all.stream().map(Line::name).sorted().toList());
    }

    private static int particularity(Line line) {
        return (line.tenants().isEmpty() ? 0 : 1) + (line.tasks().isEmpty() ? 0 : 1);
    }

    /** One response has one reward: two lines equally close to it would leave the choice to chance. */
    private static void refuseAmbiguity(Line first, Line second) {
        if (first.name().compareTo(second.name()) < 0
                && particularity(first) == particularity(second)
                && overlap(first.tenants(), second.tenants())
                && overlap(first.tasks(), second.tasks())) {
            throw new IllegalArgumentException("lines " + first.name() + " and " + second.name()
                    + " serve the same tenants and tasks equally closely: tell them apart by tenants or tasks");
        }
    }

    private static boolean overlap(Set<String> first, Set<String> second) {
        return first.isEmpty() || second.isEmpty() || first.stream().anyMatch(second::contains);
    }
}
