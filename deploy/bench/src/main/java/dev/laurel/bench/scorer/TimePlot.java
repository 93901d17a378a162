package dev.laurel.bench.scorer;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Figures over time in panels one below the other, each from zero, as SVG that needs nothing else.
 *
 * @param seconds of the samples, ascending
 */
record TimePlot(String title, List<Double> seconds, List<Panel> panels) {

    private static final int WIDTH = 960;
    private static final int LEFT = 72;
    private static final int RIGHT = 64;
    private static final int TOP = 48;
    private static final int HEIGHT = 160; // of a panel
    private static final int STEP = 216; // from panel to panel
    private static final int GRID = 4;
    private static final String[] COLOURS = {"#1f6feb", "#bc4c00"};

    record Panel(String title, List<Line> lines) {

        /** What the topmost line of the grid stands for: a round number, so that the others are round, too. */
        double most() {
            double step = lines.stream()
                            .flatMap(line -> line.values().stream())
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElse(0)
                    / GRID;
            if (step <= 0) {
                return GRID;
            }
            double power = Math.pow(10, Math.floor(Math.log10(step)));
            double round = DoubleStream.of(1, 2, 2.5, 5, 10)
                    .filter(factor -> factor * power >= step)
                    .findFirst()
                    .orElse(10);
            return GRID * round * power;
        }
    }

    /** @param name said at the line's end; nothing if it is empty */
    record Line(String name, List<Double> values) {}

    String svg() {
        StringBuilder svg = new StringBuilder();
        int height = TOP + panels.size() * STEP;
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">%n",
                WIDTH,
                height);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", WIDTH, height);
        text(svg, LEFT, 26, "start\" font-size=\"16\" font-weight=\"bold", title);
        for (int i = 0; i < panels.size(); i++) {
            draw(svg, panels.get(i), TOP + 28 + i * STEP);
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Panel panel, int top) {
        double most = panel.most();
        text(svg, LEFT, top - 8, "start", panel.title());
        for (int i = 0; i <= GRID; i++) {
            double y = top + HEIGHT - (double) HEIGHT * i / GRID;
            add(svg, "<path d=\"M%d %.1fH%d\" stroke=\"#d0d7de\"/>%n", LEFT, y, WIDTH - RIGHT);
            text(svg, LEFT - 8, y + 4, "end", figure(most * i / GRID));
        }
        double minutes = seconds.get(seconds.size() - 1) / 60;
        for (int i = 0; i <= GRID; i++) {
            String label = figure(minutes * i / GRID) + " min";
            text(svg, x(seconds.get(seconds.size() - 1) * i / GRID), top + HEIGHT + 18, "middle", label);
        }
        for (int i = 0; i < panel.lines().size(); i++) {
            line(svg, panel.lines().get(i), COLOURS[i % COLOURS.length], top, most);
        }
    }

    private void line(StringBuilder svg, Line line, String colour, int top, double most) {
        StringBuilder points = new StringBuilder();
        double y = 0;
        for (int i = 0; i < seconds.size(); i++) {
            y = top + HEIGHT - HEIGHT * line.values().get(i) / most;
            add(points, "%.1f,%.1f ", x(seconds.get(i)), y);
        }
        add(
                svg,
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n",
                colour,
                points.toString().strip());
        if (!line.name().isEmpty()) {
            text(svg, WIDTH - RIGHT + 6, y + 4, "start\" fill=\"" + colour, line.name());
        }
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%,.1f", value).replaceFirst("\\.0$", "");
    }

    private double x(double second) {
        return LEFT + (WIDTH - LEFT - RIGHT) * second / seconds.get(seconds.size() - 1);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        add(svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }

    private static void add(StringBuilder to, String form, Object... values) {
        to.append(String.format(Locale.ROOT, form, values));
    }
}
