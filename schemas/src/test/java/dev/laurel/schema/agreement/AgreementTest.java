package dev.laurel.schema.agreement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class AgreementTest {

    /** Krippendorff 2011, example C: four observers, twelve units, of which eleven can be paired. */
    private static final List<String> FOUR_OBSERVERS = List.of(
            "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .");

    private static final IntFunction<double[]> NOMINAL = value -> {
        double[] category = new double[5];
        category[value - 1] = 1;
        return category;
    };
    private static final IntFunction<double[]> INTERVAL = value -> new double[] {value};

    @Test
    void alphaIsThatOfThePublishedExample() {
        Agreement nominal = of(FOUR_OBSERVERS, 5, NOMINAL);
        Agreement interval = of(FOUR_OBSERVERS, 1, INTERVAL);

        assertThat(nominal.all().alpha()).hasValueCloseTo(0.743, within(5e-4));
        assertThat(interval.all().alpha()).hasValueCloseTo(0.849, within(5e-4));
        assertThat(nominal.all().units()).isEqualTo(11);
        assertThat(nominal.all().values()).isEqualTo(40);
        assertThat(nominal.alone()).isEqualTo(1);
    }

    @Test
    void alphaOfAllIsTheMeanOfTheJudgesOwn() {
        Agreement agreement = of(FOUR_OBSERVERS, 5, NOMINAL);

        double sum = 0;
        for (Agreement.Judge judge : agreement.judges()) {
            sum += judge.judgements() * judge.alpha().orElseThrow();
        }

        assertThat(agreement.judges()).extracting(Agreement.Judge::judgements).containsExactly(9L, 10L, 10L, 11L);
        assertThat(sum / 40).isCloseTo(agreement.all().alpha().orElseThrow(), within(1e-12));
    }

    /** Ann and Bob agree, and Cy says the opposite: by hand, D_e = 2·(6·6 − 3² − 3²)/(6·5) = 1.2, D_o of Cy 2, of Ann and Bob 1. */
    @Test
    void theOneWhoDiffersHasTheLowestAlpha() {
        Agreement agreement = of(List.of("1 2", "1 2", "2 1"), 5, NOMINAL);

        assertThat(agreement.judges())
                .extracting(judge -> Math.round(1e6 * judge.alpha().orElseThrow()))
                .containsExactly(166_667L, 166_667L, -666_667L);
        assertThat(agreement.all().alpha()).hasValueCloseTo(-1 / 9.0, within(1e-12));
    }

    @Test
    void judgesWhoAllSayTheSameTellNothing() {
        Agreement agreement = of(List.of("3 3 3", "3 3 3"), 1, INTERVAL);

        assertThat(agreement.all().alpha()).isEmpty();
        assertThat(agreement.judges())
                .allSatisfy(judge -> assertThat(judge.alpha()).isEmpty());
        assertThat(new Agreement(1).all().alpha()).isEmpty();
    }

    @Test
    void judgesWhoGuessAreAtChance() {
        Random random = new Random(7);
        Agreement agreement = new Agreement(5);
        for (int unit = 0; unit < 20_000; unit++) {
            agreement.add(
                    Map.of("ann", NOMINAL.apply(1 + random.nextInt(3)), "bob", NOMINAL.apply(1 + random.nextInt(3))));
        }
        assertThat(agreement.all().alpha()).hasValueCloseTo(0.0, within(0.03));
    }

    @Test
    void partsAddUp() {
        Disagreement whole = of(FOUR_OBSERVERS, 5, NOMINAL).all();
        Disagreement sum = new Disagreement(5);
        for (List<double[]> unit : units()) {
            Disagreement part = new Disagreement(5);
            part.add(unit);
            sum.add(part);
        }

        assertThat(sum.alpha().orElseThrow()).isCloseTo(whole.alpha().orElseThrow(), within(1e-12));
        assertThat(sum.units()).isEqualTo(whole.units());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sum.add(List.of(new double[5])))
                .withMessageContaining("1");
    }

    private static List<List<double[]>> units() {
        List<List<double[]>> units = new ArrayList<>();
        for (Map<String, double[]> unit : units(FOUR_OBSERVERS, NOMINAL)) {
            if (unit.size() > 1) {
                units.add(List.copyOf(unit.values()));
            }
        }
        return units;
    }

    private static Agreement of(List<String> judges, int coordinates, IntFunction<double[]> scale) {
        Agreement agreement = new Agreement(coordinates);
        units(judges, scale).forEach(agreement::add);
        return agreement;
    }

    private static List<Map<String, double[]>> units(List<String> judges, IntFunction<double[]> scale) {
        List<Map<String, double[]>> units = new ArrayList<>();
        for (int judge = 0; judge < judges.size(); judge++) {
            String[] values = judges.get(judge).split(" ");
            for (int unit = 0; unit < values.length; unit++) {
                if (judge == 0) {
                    units.add(new HashMap<>());
                }
                if (!values[unit].equals(".")) {
                    units.get(unit).put("judge " + judge, scale.apply(Integer.parseInt(values[unit])));
                }
            }
        }
        return units;
    }
}
