package dev.laurel.page.chart;

import java.util.List;

import dev.laurel.page.Element;
import dev.laurel.page.Element.Path;
import dev.laurel.page.Figures;

/**
 * Accuracy over confidence, on the diagonal where probabilities are true; marks grow with the pairs behind them (DeGroot and Fienberg 1983).
 *
 * @param curves the one that matters most first
 */
public record ReliabilityChart(String title, List<Curve> curves) {

    private static final Ticks CONFIDENCE = Ticks.around(0.5, 1, 5);
    private static final Ticks ACCURACY = Ticks.around(0, 1, 5);
    private static final double SMALLEST = 1.5;
    private static final double GROWTH = 3;

    /** One model's points. */
    public record Curve(String name, SeriesStyle style, List<Point> points) {

        /** Those that have pairs. */
        public Curve {
            points = points.stream().filter(point -> point.pairs() > 0).toList();
        }
    }

    /** The pairs of about one confidence. */
    public record Point(double confidence, double accuracy, int pairs) {}

    public ReliabilityChart {
        curves = List.copyOf(curves);
    }

    public Element draw() {
        Frame frame = new Frame(
                title,
                description(),
                Frame.Axis.of(CONFIDENCE, "confidence, σ of the margin"),
                Frame.Axis.of(ACCURACY, "share of pairs that people order so"));
        frame.draw(Frame.line("reference", frame.x(0.5), frame.y(0.5), frame.x(1), frame.y(1)));
        int most = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToInt(Point::pairs)
                .max()
                .orElse(1);
        for (int i = curves.size() - 1; i >= 0; i--) { // the first in front
            Curve curve = curves.get(i);
            Path path = new Path();
            curve.points().forEach(point -> path.to(frame.x(point.confidence()), frame.y(point.accuracy())));
            frame.draw(curve.style().line(path));
            curve.points().forEach(point -> frame.draw(mark(frame, curve, point, most)));
        }
        curves.forEach(curve -> frame.legend(curve.name(), curve.style()));
        return frame.svg();
    }

    private static Element mark(Frame frame, Curve curve, Point point, int most) {
        return curve.style()
                .mark(
                        frame.x(point.confidence()),
                        frame.y(point.accuracy()),
                        SMALLEST + GROWTH * Math.sqrt((double) point.pairs() / most))
                .titled("%s: confidence %s, accuracy %s, pairs %s"
                        .formatted(
                                curve.name(),
                                Figures.decimals(point.confidence(), 3),
                                Figures.decimals(point.accuracy(), 3),
                                Figures.whole(point.pairs())));
    }

    private String description() {
        StringBuilder words = new StringBuilder("Accuracy of pairs by the model's confidence in them.");
        for (Curve curve : curves) {
            words.append(' ').append(curve.name()).append(':');
            curve.points().forEach(point -> words.append(' ')
                    .append(Figures.decimals(point.accuracy(), 2))
                    .append(" at ")
                    .append(Figures.decimals(point.confidence(), 2))
                    .append(','));
            words.setCharAt(words.length() - 1, '.');
        }
        return words.toString();
    }
}
