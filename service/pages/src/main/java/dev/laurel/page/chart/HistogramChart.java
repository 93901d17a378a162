package dev.laurel.page.chart;

import java.util.List;

import dev.laurel.page.Element;
import dev.laurel.page.Element.Path;
import dev.laurel.page.Figures;

/**
 * How often values fall into bins of equal width, of several kinds in front of each other.
 *
 * @param title what it shows
 * @param measure what the values are, with their unit
 * @param low the left edge of the first bin, and {@code high} the right one of the last
 * @param kinds each with as many counts as there are bins
 * @param most the highest count that the vertical axis has to hold, so that charts side by side can share it
 */
public record HistogramChart(String title, String measure, double low, double high, List<Kind> kinds, int most) {

    private static final int TICKS = 5;

    /** Counts of one kind, such as those of the chosen answers. */
    public record Kind(String name, SeriesStyle style, List<Integer> counts) {}

    public HistogramChart {
        kinds = List.copyOf(kinds);
    }

    public Element draw() {
        Frame frame = new Frame(
                title,
                description(),
                new Frame.Axis(Ticks.around(low, high, TICKS), low, high, measure),
                Frame.Axis.of(Ticks.ofCounts(0, most, TICKS - 1), "answers"));
        kinds.forEach(kind -> frame.draw(kind.style().area(outline(frame, kind).close())));
        kinds.forEach(kind -> frame.draw(kind.style().line(outline(frame, kind))));
        kinds.forEach(kind -> frame.legend(kind.name(), kind.style()));
        int bins = kinds.stream().mapToInt(kind -> kind.counts().size()).max().orElse(0);
        for (int bin = 0; bin < bins; bin++) {
            hover(frame, bin, bins);
        }
        return frame.svg();
    }

    private Path outline(Frame frame, Kind kind) {
        int bins = kind.counts().size();
        Path path = new Path().to(frame.x(low), frame.y(0));
        for (int bin = 0; bin < bins; bin++) {
            double y = frame.y(kind.counts().get(bin));
            path.to(frame.x(edge(bin, bins)), y).to(frame.x(edge(bin + 1, bins)), y);
        }
        return path.to(frame.x(high), frame.y(0));
    }

    private double edge(int bin, int bins) {
        return low + (high - low) * bin / bins;
    }

    private void hover(Frame frame, int bin, int bins) {
        StringBuilder counts = new StringBuilder();
        kinds.forEach(kind -> counts.append(counts.isEmpty() ? "" : ", ")
                .append(Figures.whole(kind.counts().get(bin)))
                .append(' ')
                .append(kind.name()));
        double from = edge(bin, bins);
        double to = edge(bin + 1, bins);
        frame.hover(from, to, "%s to %s: %s".formatted(Figures.decimals(from, 2), Figures.decimals(to, 2), counts));
    }

    private String description() {
        StringBuilder words = new StringBuilder(measure);
        for (Kind kind : kinds) {
            words.append("; ").append(kind.name()).append(": ").append(summary(kind.counts()));
        }
        return words.toString();
    }

    private String summary(List<Integer> counts) {
        long all = counts.stream().mapToLong(Integer::longValue).sum();
        if (all == 0) {
            return "none";
        }
        double sum = 0;
        for (int bin = 0; bin < counts.size(); bin++) {
            sum += counts.get(bin) * (edge(bin, counts.size()) + edge(bin + 1, counts.size())) / 2;
        }
        return Figures.whole(all) + ", around " + Figures.decimals(sum / all, 2);
    }
}
