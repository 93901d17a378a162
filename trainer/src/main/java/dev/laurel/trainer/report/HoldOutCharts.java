package dev.laurel.trainer.report;

import java.util.List;
import java.util.stream.Stream;

import dev.laurel.page.chart.HistogramChart;
import dev.laurel.page.chart.ReliabilityChart;
import dev.laurel.page.chart.ReliabilityChart.Curve;
import dev.laurel.page.chart.ReliabilityChart.Point;
import dev.laurel.page.chart.SeriesStyle;
import dev.laurel.reward.evaluate.Calibration;
import dev.laurel.reward.evaluate.Histogram;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.promotion.Judgement.Sides;

import io.quarkus.qute.RawString;

/** The pictures of both models on the hold-out. */
public record HoldOutCharts(String challenger, String champion, Judgement judgement) {

    public RawString calibration() {
        return new RawString(new ReliabilityChart(
                        "Calibration on the hold-out",
                        List.of(
                                curve(
                                        challenger,
                                        SeriesStyle.CHALLENGER,
                                        judgement.challenger().calibration()),
                                curve(
                                        champion,
                                        SeriesStyle.CHAMPION,
                                        judgement.champion().calibration())))
                .draw()
                .toString());
    }

    private static Curve curve(String name, SeriesStyle style, Calibration calibration) {
        return new Curve(
                name,
                style,
                calibration.bins().stream()
                        .map(bin -> new Point(bin.confidence(), bin.accuracy(), bin.pairs()))
                        .toList());
    }

    public RawString challengerRewards() {
        return rewards(challenger, judgement.rewards().challenger());
    }

    public RawString championRewards() {
        return rewards(champion, judgement.rewards().champion());
    }

    private RawString rewards(String model, Sides sides) {
        Histogram bins = sides.chosen();
        return new RawString(new HistogramChart(
                        "Rewards by " + model,
                        "reward on the reference scale, deviations",
                        bins.low(),
                        bins.high(),
                        List.of(
                                new HistogramChart.Kind(
                                        "chosen",
                                        SeriesStyle.CHOSEN,
                                        sides.chosen().counts()),
                                new HistogramChart.Kind(
                                        "rejected",
                                        SeriesStyle.REJECTED,
                                        sides.rejected().counts())),
                        most())
                .draw()
                .toString());
    }

    /** The highest bar of all, so that both charts have one scale. */
    private int most() {
        return Stream.of(judgement.rewards().challenger(), judgement.rewards().champion())
                .flatMap(sides -> Stream.of(sides.chosen(), sides.rejected()))
                .flatMap(histogram -> histogram.counts().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }
}
