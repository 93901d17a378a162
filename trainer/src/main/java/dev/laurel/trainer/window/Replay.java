package dev.laurel.trainer.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.laurel.schema.PreferencePair;

/**
 * Which pairs of earlier windows are trained on beside a new one: a stratified sample, in which every source and every age has the share that it has among all
 * earlier pairs.
 *
 * @param drawn the pairs, by age and source
 * @param strata what they were drawn from
 */
public record Replay(ReplayOptions options, List<Candidate> drawn, List<Stratum> strata) {

    private static final Comparator<Stratum> BY_AGE =
            Comparator.comparingInt(Stratum::version).thenComparing(Stratum::source);

    /**
     * An earlier pair that may be trained on again.
     *
     * @param version the version whose window brought it: its age
     * @param source system and kind of feedback, and the language where it is known
     * @param characters of its texts
     */
    public record Candidate(int version, String source, String pairId, long characters) {

        public static Candidate of(int version, PreferencePair pair) {
            String source =
                    pair.getSource().getSystem() + '/' + pair.getSource().getKind();
            return new Candidate(
                    version,
                    pair.getLanguage().map(language -> source + '/' + language).orElse(source),
                    pair.getPairId(),
                    SizeLimit.characters(pair));
        }

        private Stratum stratum() {
            return new Stratum(version, source, 0, 0);
        }
    }

    /** Earlier pairs of one source and one age: how many there are, and how many of them are replayed. */
    public record Stratum(int version, String source, int available, int drawn) {}

    public Replay {
        drawn = List.copyOf(drawn);
        strata = List.copyOf(strata);
    }

    /**
     * Draws what a window replays; the same candidates and seed give the same pairs.
     *
     * @param pairs new pairs of the window that are trained on
     */
    public static Replay draw(List<Candidate> candidates, int pairs, ReplayOptions options, long seed) {
        Map<Stratum, List<Candidate>> groups = new TreeMap<>(BY_AGE);
        for (Candidate candidate : candidates) {
            groups.computeIfAbsent(candidate.stratum(), group -> new ArrayList<>())
                    .add(candidate);
        }
        int wanted = Math.min(candidates.size(), options.wanted(pairs));
        Map<Stratum, Integer> quotas = quotas(groups, wanted, candidates.size());
        Random random = new Random(seed);
        List<Candidate> drawn = new ArrayList<>();
        groups.forEach((stratum, group) -> {
            Collections.shuffle(group, random);
            drawn.addAll(group.subList(0, quotas.get(stratum)));
        });
        List<Candidate> held = held(drawn, options, random);
        Map<Stratum, Long> of = held.stream().collect(Collectors.groupingBy(Candidate::stratum, Collectors.counting()));
        List<Stratum> strata = new ArrayList<>();
        groups.forEach((stratum, group) -> strata.add(new Stratum(
                stratum.version(),
                stratum.source(),
                group.size(),
                of.getOrDefault(stratum, 0L).intValue())));
        return new Replay(options, held, strata);
    }

    /** Those that the bound on characters takes, in the order in which they were drawn: all, or those that a lot takes one after the other while they fit. */
    private static List<Candidate> held(List<Candidate> drawn, ReplayOptions options, Random random) {
        if (options.take(drawn.stream().mapToLong(Candidate::characters).sum())) {
            return drawn;
        }
        List<Candidate> lot = new ArrayList<>(drawn);
        Collections.shuffle(lot, random);
        Set<Candidate> taken = new HashSet<>();
        long characters = 0;
        for (Candidate each : lot) {
            if (options.take(characters + each.characters())) {
                characters += each.characters();
                taken.add(each);
            }
        }
        return drawn.stream().filter(taken::contains).toList();
    }

    /** Each group's share of what is wanted, the largest remainders rounded up; together exactly what is wanted. */
    private static Map<Stratum, Integer> quotas(Map<Stratum, List<Candidate>> groups, long wanted, long all) {
        Map<Stratum, Integer> quotas = new TreeMap<>(BY_AGE);
        groups.forEach((stratum, group) -> quotas.put(stratum, (int) (group.size() * wanted / all)));
        long given = quotas.values().stream().mapToLong(Integer::longValue).sum();
        groups.entrySet().stream()
                .sorted(Comparator.comparingLong(group -> -(group.getValue().size() * wanted % all)))
                .limit(wanted - given)
                .forEach(group -> quotas.merge(group.getKey(), 1, Integer::sum));
        return quotas;
    }
}
