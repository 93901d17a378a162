package dev.laurel.bench.overhead;

import java.util.List;
import java.util.Locale;

import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where the time of windows went. */
public record OverheadReport(List<Window> windows) implements Findings {

    /** Share of a window's time that may go into something else than the reward model's own work. */
    private static final double LIMIT = 0.10;

    /**
     * Seconds of one window, from the request to its end.
     *
     * @param trained pairs trained on, {@code judged} pairs that both models scored
     * @param steps forward and backward passes and updates
     * @param scoring forward passes over hold-out and anchors
     * @param other what none of the others is: taking the line over, intervals, archives, the report, announcing
     */
    public record Window(
            int trained,
            int judged,
            double all,
            double steps,
            double scoring,
            double reading,
            double loading,
            double encoding,
            double checkpoints,
            double other) {

        static Window of(double seconds, JsonNode manifest) {
            JsonNode timings = manifest.path("timings");
            double steps = timings.path("steps").asDouble();
            double scoring = timings.path("scoring").asDouble();
            double reading = timings.path("reading").asDouble();
            double loading = timings.path("loading").asDouble();
            double encoding = timings.path("encoding").asDouble();
            double checkpoints = timings.path("checkpoints").asDouble();
            return new Window(
                    manifest.at("/data/trained").asInt(),
                    manifest.at("/judgement/pairs").asInt(),
                    seconds,
                    steps,
                    scoring,
                    reading,
                    loading,
                    encoding,
                    checkpoints,
                    seconds - steps - scoring - reading - loading - encoding - checkpoints);
        }

        double overhead() {
            return 1 - (steps + scoring) / all;
        }
    }

    /** Whether all windows spend less than a tenth around the model. */
    @Override
    public boolean isSound() {
        return windows.stream().allMatch(window -> window.overhead() < LIMIT);
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-8s%8s%8s%9s%9s%9s%9s%9s%9s%13s%9s%11s%n",
                "window",
                "pairs",
                "judged",
                "seconds",
                "steps",
                "scoring",
                "reading",
                "loading",
                "encoding",
                "checkpoints",
                "other",
                "overhead"));
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "%-8d%8d%8d%9.2f%9.2f%9.2f%9.2f%9.2f%9.2f%13.2f%9.2f%9.1f %%%n",
                    i + 1,
                    window.trained(),
                    window.judged(),
                    window.all(),
                    window.steps(),
                    window.scoring(),
                    window.reading(),
                    window.loading(),
                    window.encoding(),
                    window.checkpoints(),
                    window.other(),
                    100 * window.overhead()));
        }
        return text.toString();
    }

    @Override
    public ObjectNode json() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        ObjectNode json = mapper.createObjectNode().put("sound", isSound());
        json.set("windows", mapper.valueToTree(windows));
        return json;
    }
}
