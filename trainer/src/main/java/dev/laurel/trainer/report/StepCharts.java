package dev.laurel.trainer.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.laurel.page.Element;
import dev.laurel.page.chart.MixtureChart;
import dev.laurel.page.chart.SeriesStyle;
import dev.laurel.page.chart.StepChart;
import dev.laurel.reward.train.StepReport;
import dev.laurel.trainer.report.RunReport.Mixture;

import io.quarkus.qute.RawString;

/** The pictures of a run's optimizer steps. */
public record StepCharts(List<StepReport> steps, List<Mixture> mixtures) {

    public RawString loss() {
        return chart("Training loss", "loss, nats", StepReport::loss, true);
    }

    public RawString accuracy() {
        return chart("Training accuracy", "accuracy", StepReport::accuracy, true);
    }

    public RawString learningRate() {
        return chart("Learning rate", "learning rate", StepReport::learningRate, false);
    }

    public RawString gradientNorm() {
        return chart("Gradient norm", "L2 norm before clipping", StepReport::gradientNorm, true);
    }

    /** Whether there is anything to tell about the steps' mixture. */
    public boolean mixed() {
        return mixtures.stream().anyMatch(step -> step.replayed() > 0);
    }

    public RawString mixture() {
        return raw(new MixtureChart(
                        "New and replayed pairs",
                        "pairs a step",
                        part("new", SeriesStyle.CHALLENGER, Mixture::fresh),
                        part("replayed", SeriesStyle.CHAMPION, Mixture::replayed))
                .draw());
    }

    private MixtureChart.Part part(String name, SeriesStyle style, ToDoubleFunction<Mixture> pairs) {
        return new MixtureChart.Part(
                name, style, mixtures.stream().mapToDouble(pairs).toArray());
    }

    private RawString chart(String title, String measure, ToDoubleFunction<StepReport> figure, boolean noisy) {
        double[] values = steps.stream().mapToDouble(figure).toArray();
        return raw(new StepChart(title, measure, values, noisy).draw());
    }

    private static RawString raw(Element drawn) {
        return new RawString(drawn.toString());
    }
}
