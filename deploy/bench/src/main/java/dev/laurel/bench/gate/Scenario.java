package dev.laurel.bench.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

import dev.laurel.bench.series.Draw;
import dev.laurel.bench.series.SourcePairs;
import dev.laurel.schema.Completion;
import dev.laurel.schema.Message;
import dev.laurel.schema.PreferencePair;

/**
 * A case for the gate: what a champion learns, what a challenger learns after it, and what should become of the challenger.
 *
 * @param name of the case, and of its line and tenant
 */
record Scenario(
        String name, String about, List<PreferencePair> champion, List<PreferencePair> challenger, boolean promoted) {

    /** The cases that are wanted; throws IllegalArgumentException if there is none of such a name. */
    static List<Scenario> wanted(List<SourcePairs> sources, GateOptions options) {
        List<Scenario> all = List.of(
                better(sources, options),
                flipped(sources, options),
                oneSource(sources, options),
                longer(sources, options));
        List<String> names = all.stream().map(Scenario::name).toList();
        if (!names.containsAll(options.cases())) {
            throw new IllegalArgumentException("cases " + options.cases() + ", where there are " + names);
        }
        return all.stream()
                .filter(scenario -> options.cases().isEmpty() || options.cases().contains(scenario.name()))
                .toList();
    }

    /** A third of the champion's pairs first, then more of the same. */
    private static Scenario better(List<SourcePairs> sources, GateOptions options) {
        String main = sources.get(0).name();
        Draw draw = new Draw(sources);
        List<PreferencePair> first = draw.take(main, options.championPairs() / 3);
        return new Scenario("better", "more of the same", first, draw.take(main, options.championPairs()), true);
    }

    private static Scenario flipped(List<SourcePairs> sources, GateOptions options) {
        String main = sources.get(0).name();
        Draw draw = new Draw(sources);
        List<PreferencePair> champion = draw.take(main, options.championPairs());
        List<PreferencePair> challenger = draw.take(main, options.challengerPairs()).stream()
                .map(Scenario::flip)
                .toList();
        return new Scenario("flipped", "the judgements are turned round", champion, challenger, false);
    }

    private static Scenario oneSource(List<SourcePairs> sources, GateOptions options) {
        String alone = sources.get(1).name();
        Draw draw = new Draw(sources);
        List<PreferencePair> champion = draw.mix(options.championPairs());
        List<PreferencePair> challenger = draw.take(alone, options.challengerPairs());
        return new Scenario("one-source", "nothing but " + alone + ", after all sources", champion, challenger, false);
    }

    private static Scenario longer(List<SourcePairs> sources, GateOptions options) {
        String main = sources.get(0).name();
        Predicate<PreferencePair> longerWins = pair -> length(pair.getChosen()) > length(pair.getRejected());
        Predicate<PreferencePair> shorterWins = pair -> length(pair.getChosen()) < length(pair.getRejected());
        Draw draw = new Draw(sources);
        List<PreferencePair> champion = new ArrayList<>(draw.take(main, options.championPairs() / 2, shorterWins));
        champion.addAll(draw.take(main, options.championPairs() / 2, longerWins));
        Collections.shuffle(champion, new Random(options.seed()));
        List<PreferencePair> challenger = draw.take(main, options.challengerPairs(), longerWins);
        return new Scenario(
                "longer", "the longer answer always wins, after balanced lengths", champion, challenger, false);
    }

    private static PreferencePair flip(PreferencePair pair) {
        return PreferencePair.newBuilder(pair)
                .setChosen(pair.getRejected())
                .setRejected(pair.getChosen())
                .build();
    }

    private static int length(Completion answer) {
        return answer.getMessages().stream()
                .map(Message::getContent)
                .mapToInt(String::length)
                .sum();
    }

    /** Pairs as those of this case's tenant. */
    List<PreferencePair> ours(List<PreferencePair> pairs) {
        return pairs.stream()
                .map(pair -> PreferencePair.newBuilder(pair).setTenant(name).build())
                .toList();
    }
}
