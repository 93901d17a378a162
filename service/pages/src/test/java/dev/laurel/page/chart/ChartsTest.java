package dev.laurel.page.chart;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import dev.laurel.page.Markup;
import dev.laurel.page.chart.IntervalChart.Bar;
import dev.laurel.page.chart.ReliabilityChart.Curve;
import dev.laurel.page.chart.ReliabilityChart.Point;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChartsTest {

    private static final String HOSTILE = "</title><script>\"'&";

    @Test
    void textIsEscaped() {
        String svg = new StepChart(HOSTILE, HOSTILE, new double[] {1, 2}, true)
                .draw()
                .toString();

        assertThat(svg)
                .doesNotContain("<script>")
                .contains("<title>&lt;/title&gt;&lt;script&gt;&quot;&#39;&amp;</title>");
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertThat(Markup.escape("a\u0000b\u001Bc\u202Ed\uD800e")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
        assertThat(Markup.escape("好 \uD83D\uDE00\n")).isEqualTo("好 \uD83D\uDE00\n");
    }

    @Test
    void everyStepOfAShortRunIsDrawn() {
        String svg = chart(0.5, 0.25, 1).draw().toString();

        assertThat(svg)
                .contains("<title>step 1: 0.5</title>", "<title>step 2: 0.25</title>", "<title>step 3: 1</title>")
                .contains("loss, nats over 3 steps: 0.5 at the first, 1 at the last, between 0.25 and 1")
                .doesNotContain("area");
    }

    @Test
    void longRunsKeepTheirExtremes() {
        double[] values = DoubleStream.generate(() -> 0.5).limit(5000).toArray();
        values[1234] = 9;

        String svg = chart(values).draw().toString();

        assertThat(svg)
                .contains("mean of 25 steps", "their range", "between 0.5 and 9")
                .contains("<title>steps 1,226 to 1,250: mean 0.84, from 0.5 to 9</title>");
        assertThat(svg.split("class=\"hover\"", -1)).hasSize(201);
    }

    @Test
    void singleStepIsAMark() {
        assertThat(chart(0.7).draw().toString()).contains("<circle class=\"mark challenger\"");
    }

    @Test
    void whatIsNoNumberIsAGap() {
        String svg = chart(0.5, 0.4, Double.NaN, 0.3, 0.2).draw().toString();

        assertThat(svg).contains("<title>step 3: not a number</title>");
        assertThat(line(svg).replaceAll("[^ML]", "")).isEqualTo("MLML");
        assertThat(coordinates(svg)).doesNotContain("NaN", "Infinity");
    }

    @Test
    void nothingIsAnEmptyFrame() {
        assertThat(chart().draw().toString()).contains("no step was recorded");
        assertThat(coordinates(chart(Double.NaN).draw().toString())).doesNotContain("NaN");
        assertThat(new ReliabilityChart("c", List.of()).draw().toString()).contains("class=\"reference\"");
        assertThat(new HistogramChart("h", "reward", -1, 1, List.of(), 0).draw().toString())
                .contains("<title>h</title>");
    }

    @Test
    void binsWithoutPairsAreNoPoints() {
        Curve curve =
                new Curve("version 2", SeriesStyle.CHALLENGER, List.of(new Point(0, 0, 0), new Point(0.62, 0.6, 40)));

        String svg = new ReliabilityChart("c", List.of(curve)).draw().toString();

        assertThat(svg).contains("<title>version 2: confidence 0.620, accuracy 0.600, pairs 40</title>");
        assertThat(svg).doesNotContain("pairs 0");
    }

    @Test
    void histogramTellsEveryBin() {
        String svg = new HistogramChart(
                        "h",
                        "reward",
                        -1,
                        1,
                        List.of(
                                new HistogramChart.Kind("chosen", SeriesStyle.CHOSEN, List.of(3, 1200)),
                                new HistogramChart.Kind("rejected", SeriesStyle.REJECTED, List.of(7, 0))),
                        1200)
                .draw()
                .toString();

        assertThat(svg)
                .contains("−1.00 to 0.00: 3 chosen, 7 rejected", "0.00 to 1.00: 1,200 chosen, 0 rejected")
                .contains("chosen: 1,203, around 0.50; rejected: 7, around −0.50");
    }

    @Test
    void intervalsOfAColumnShareTheirAxis() {
        Estimate narrow = new Estimate(0.8, 0.79, 0.81);
        Estimate wide = new Estimate(0.7, 0.5, 0.9);
        IntervalChart chart = IntervalChart.around(Stream.of(narrow, wide), OptionalDouble.empty());

        assertThat(chart.axis().low()).isEqualTo(0.5);
        assertThat(chart.axis().high()).isEqualTo(0.9);
        assertThat(chart.row("r", List.of(new Bar("version 2", SeriesStyle.CHALLENGER, wide)))
                        .toString())
                .contains("d=\"M20 7.5L180 7.5\"", "version 2: 0.700, interval from 0.500 to 0.900");
    }

    @Test
    void differencesAreHeldAgainstZero() {
        IntervalChart chart = IntervalChart.around(Stream.of(new Estimate(0.02, 0.01, 0.03)), OptionalDouble.of(0));

        assertThat(chart.axis().low()).isZero();
        assertThat(chart.row("r", List.of()).toString()).contains("class=\"reference\" x1=\"20\"");
    }

    private static StepChart chart(double... values) {
        return new StepChart("Loss", "loss, nats", values, true);
    }

    private static String line(String svg) {
        return svg.replaceAll("(?s).*<path class=\"line challenger\" d=\"([^\"]*)\".*", "$1");
    }

    private static String coordinates(String svg) {
        return svg.replaceAll(">[^<]*<", "><");
    }

    @Test
    void everyLookHasAMarkOfItsOwn() {
        assertThat(Arrays.stream(SeriesStyle.values())
                        .map(style -> style.mark(1, 1, 1).toString()))
                .doesNotHaveDuplicates()
                .anyMatch(mark -> mark.startsWith("<path class=\"mark base\""));
    }
}
