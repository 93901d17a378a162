package dev.laurel.command.demo.page;

import java.util.List;

import dev.laurel.page.Element;
import dev.laurel.page.Element.Path;
import dev.laurel.page.Figures;

import com.fasterxml.jackson.databind.JsonNode;

/** The wheel as a ring of five stations with what passed through each, and the way back that people go. */
final class WheelPicture {

    private static final double WIDTH = 480;
    private static final double HEIGHT = 296;
    private static final double X = WIDTH / 2;
    private static final double Y = 146;
    private static final double ACROSS = 105;
    private static final double DOWN = 92;
    private static final double STATION = 7;
    private static final double GAP = 9; // degrees between a station and the arrow that ends or begins there
    private static final double TURN = 360;
    private static final double TOP = -90;

    /** @param passed what passed through it, in words */
    private record Station(String name, String passed) {}

    private WheelPicture() {}

    static Element of(JsonNode report) {
        List<Station> stations = stations(report);
        Element svg = Element.of("svg", "chart")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("role", "img")
                .with("viewBox", "0 0 " + Element.number(WIDTH) + " " + Element.number(HEIGHT))
                .titled("The wheel")
                .add(Element.of("desc").text(description(stations)));
        double step = TURN / stations.size();
        for (int i = 0; i < stations.size(); i++) {
            boolean open = i == stations.size() - 1;
            arrow(svg, TOP + i * step + GAP, TOP + (i + 1) * step - GAP, open ? " open" : "");
            station(svg, TOP + i * step, stations.get(i));
        }
        svg.add(text("wheel-name middle", X, Y - 4, "two turns"));
        svg.add(text(
                "middle",
                X,
                Y + 13,
                "in " + Figures.seconds(report.path("seconds").asDouble())));
        return svg;
    }

    private static List<Station> stations(JsonNode report) {
        JsonNode topics = report.path("topics");
        int lines = report.path("hold_out").size();
        long taken = Json.items(report.path("best_of_n"))
                .mapToLong(best -> best.path("prompts").asLong())
                .sum();
        return List.of(
                new Station("Feedback", Json.whole(report, "pairs_published") + " judgements"),
                new Station("Pairs", Json.whole(topics.path("preference.pairs.v1"), "records") + " preferences"),
                new Station(
                        "Versions",
                        report.path("windows").size() + ", of " + lines + (lines == 1 ? " line" : " lines")),
                new Station("Rewards", Json.whole(report.path("scoring"), "scored") + " responses"),
                new Station("Best of N", Figures.whole(taken) + " taken"));
    }

    private static void station(Element svg, double degrees, Station station) {
        double x = x(degrees);
        double y = y(degrees);
        svg.add(Element.of("circle", "mark challenger")
                .with("cx", x)
                .with("cy", y)
                .with("r", STATION));
        double aside = Math.cos(Math.toRadians(degrees));
        double below = Math.sin(Math.toRadians(degrees));
        if (Math.abs(aside) < 0.1) {
            label(svg, " middle", x, y - 2 * STATION - 15, station);
        } else if (below > 0.5) {
            label(svg, " middle", x + Math.signum(aside) * 2 * STATION, y + 3 * STATION + 4, station);
        } else {
            label(svg, aside > 0 ? "" : " end", x + Math.signum(aside) * 2 * STATION, y - 3, station);
        }
    }

    private static void label(Element svg, String anchor, double x, double y, Station station) {
        svg.add(text("wheel-name" + anchor, x, y, station.name()));
        svg.add(text(anchor.strip(), x, y + 15, station.passed()));
    }

    private static void arrow(Element svg, double from, double to, String open) {
        Path path = new Path();
        double end = to - 4;
        for (double degrees = from; degrees < end; degrees += 2) {
            path.to(x(degrees), y(degrees));
        }
        svg.add(Element.of("path", "wheel-arrow" + open).with("d", path.to(x(end), y(end))));
        double alongX = x(to) - x(end);
        double alongY = y(to) - y(end);
        double length = Math.hypot(alongX, alongY);
        double acrossX = -alongY / length * 5;
        double acrossY = alongX / length * 5;
        svg.add(Element.of("path", "wheel-head" + open)
                .with(
                        "d",
                        new Path()
                                .to(x(to), y(to))
                                .to(x(end) + acrossX, y(end) + acrossY)
                                .to(x(end) - acrossX, y(end) - acrossY)
                                .close()));
    }

    private static String description(List<Station> stations) {
        StringBuilder words = new StringBuilder();
        stations.forEach(station -> words.append(station.name())
                .append(": ")
                .append(station.passed())
                .append(", then "));
        return words + "feedback on the next answers, which the demo leaves to people";
    }

    private static double x(double degrees) {
        return X + ACROSS * Math.cos(Math.toRadians(degrees));
    }

    private static double y(double degrees) {
        return Y + DOWN * Math.sin(Math.toRadians(degrees));
    }

    private static Element text(String kind, double x, double y, String content) {
        return Element.of("text", kind).with("x", x).with("y", y).text(content);
    }
}
