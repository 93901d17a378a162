package dev.laurel.trainer.line;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Lab;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.promotion.Decision;
import dev.laurel.trainer.promotion.Finding;
import dev.laurel.trainer.publish.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the gate makes of challengers that learned the wrong thing from their window, without replay, all the way from pairs in Kafka. */
class GateIT {

    private static final String KIND = "Gladly! Here is something kind and thoughtful about it.";
    private static final String CURT = "No. Look it up.";
    private static final String MORE = " There is a good deal more to it than that, as many people have said before.";

    private static final List<String> GOOD = List.of(
            "kind",
            "gentle",
            "careful",
            "clear",
            "warm",
            "helpful",
            "honest",
            "patient",
            "generous",
            "thoughtful",
            "polite",
            "friendly",
            "calm",
            "cheerful",
            "sincere",
            "wise",
            "tidy",
            "brave",
            "modest",
            "fair");
    private static final List<String> BAD = List.of(
            "rude",
            "harsh",
            "careless",
            "vague",
            "cold",
            "useless",
            "false",
            "hasty",
            "stingy",
            "foolish",
            "blunt",
            "hostile",
            "angry",
            "gloomy",
            "fake",
            "dull",
            "messy",
            "timid",
            "vain",
            "unjust");

    @TempDir
    Path store;

    @Test
    void letsABetterOneThrough() throws Exception {
        Lab lab = new Lab("gate-better", store).withoutReplay();
        Random random = new Random(1);
        lab.publish(pairs(0, 24, i -> of(i, words(GOOD, random), words(BAD, random))));
        train(lab);
        lab.publish(pairs(24, 324, i -> of(i, words(GOOD, random), words(BAD, random))));

        Manifest manifest = train(lab);

        assertThat(manifest.decision().promoted())
                .as(manifest.decision().reason())
                .isTrue();
        assertThat(manifest.judgement().rival()).contains(1);
        assertThat(manifest.judgement().difference().mean()).isPositive();
    }

    /** Three of the words. */
    private static String words(List<String> words, Random random) {
        return IntStream.range(0, 3)
                .mapToObj(i -> words.get(random.nextInt(words.size())))
                .collect(Collectors.joining(" and "));
    }

    /** The window's own held-out pairs are flipped as well, and agree with the challenger; those of the window before do not. */
    @Test
    void holdsBackWhatLearnedFromFlippedLabels() throws Exception {
        Lab lab = new Lab("gate-flipped", store).withoutReplay();
        lab.publish(pairs(0, 200, i -> kind(i)));
        train(lab);
        lab.publish(pairs(200, 400, i -> of(i, CURT, KIND)));

        Decision decision = train(lab).decision();

        assertThat(failed(decision)).as(decision.reason()).contains("slice");
        assertThat(decision.reason()).startsWith("held back").contains("accuracy on age version 1");
    }

    /** At a console the curt answer wins, in chats the kind one; from consoles alone, kindness is unlearned. */
    @Test
    void holdsBackWhatForgotASource() throws Exception {
        Lab lab = new Lab("gate-forgot", store).withoutReplay();
        lab.publish(pairs(0, 240, i -> i % 12 == 0 ? console(i) : kind(i)));
        train(lab);
        lab.publish(pairs(240, 480, GateIT::console));

        Decision decision = train(lab).decision();

        assertThat(failed(decision)).as(decision.reason()).contains("slice");
        assertThat(decision.reason()).startsWith("held back").contains("accuracy on source chat comparison");
    }

    /** Kind answers win at first, long or short; then the longer one does, kind or not. */
    @Test
    void holdsBackWhatLearnedThatLongerIsBetter() throws Exception {
        Lab lab = new Lab("gate-longer", store).withoutReplay();
        Random random = new Random(1);
        lab.publish(
                pairs(0, 300, i -> random.nextBoolean() ? of(i, KIND + MORE, CURT) : of(i, KIND, CURT + MORE + MORE)));
        train(lab);
        lab.publish(pairs(300, 600, i -> {
            String better = random.nextBoolean() ? KIND : CURT;
            String worse = random.nextBoolean() ? KIND : CURT;
            return of(i, better + MORE + MORE, worse);
        }));

        Decision decision = train(lab).decision();

        assertThat(failed(decision)).as(decision.reason()).contains("shorter_chosen", "longer_preferred");
        assertThat(decision.promoted()).isFalse();
        assertThat(lab.versions().announced().champion()).contains(1);
    }

    private static PreferencePair kind(int i) {
        return of(i, KIND, CURT);
    }

    private static PreferencePair console(int i) {
        PreferencePair pair = of(i, CURT, KIND);
        PairSource console =
                PairSource.newBuilder(pair.getSource()).setSystem("console").build();
        return PreferencePair.newBuilder(pair).setSource(console).build();
    }

    private static PreferencePair of(int i, String chosen, String rejected) {
        PreferencePair pair = Pairs.polite(i, i + 1).get(0);
        PairSource chat =
                PairSource.newBuilder(pair.getSource()).setSystem("chat").build();
        return PreferencePair.newBuilder(pair)
                .setChosen(Pairs.answer("a" + i, chosen))
                .setRejected(Pairs.answer("b" + i, rejected))
                .setSource(chat)
                .build();
    }

    private static List<PreferencePair> pairs(int from, int to, IntFunction<PreferencePair> each) {
        return IntStream.range(from, to).mapToObj(each).toList();
    }

    private static List<String> failed(Decision decision) {
        return decision.findings().stream()
                .filter(finding -> !finding.passed())
                .map(Finding::rule)
                .toList();
    }

    private static Manifest train(Lab lab) throws Exception {
        return manifest(
                lab, lab.trainer().window(Optional.empty(), change -> {}).version());
    }

    private static Manifest manifest(Lab lab, int version) throws Exception {
        return lab.versions().store().version(version).orElseThrow().manifest();
    }
}
