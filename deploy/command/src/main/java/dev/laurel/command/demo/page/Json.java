package dev.laurel.command.demo.page;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.laurel.page.Figures;
import dev.laurel.page.chart.Estimate;

import com.fasterxml.jackson.databind.JsonNode;

/** How the sections read the report. */
final class Json {

    private static final int DECIMALS = 3;

    private Json() {}

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static String text(JsonNode of, String field) {
        return of.path(field).asText();
    }

    static String whole(JsonNode of, String field) {
        return Figures.whole(of.path(field).asLong());
    }

    /** @param mean the field of the mean; the bounds are {@code low} and {@code high} */
    static Estimate estimate(JsonNode of, String mean) {
        return new Estimate(
                of.path(mean).asDouble(),
                of.path("low").asDouble(),
                of.path("high").asDouble());
    }

    static List<String> lines(JsonNode of) {
        return items(of).map(item -> text(item, "line")).distinct().toList();
    }

    /** @param model of a line on the hold-out, such as {@code v2} */
    static boolean isHeldBack(JsonNode report, JsonNode line, String model) {
        return items(report.path("windows"))
                .anyMatch(window -> text(window, "line").equals(text(line, "line"))
                        && model.equals("v" + text(window, "version"))
                        && !window.path("promoted").asBoolean());
    }

    static String share(double value) {
        return Figures.decimals(value, DECIMALS);
    }

    static String signed(double value) {
        return Figures.signed(value, DECIMALS);
    }

    static String range(Estimate estimate) {
        return "[" + share(estimate.low()) + ", " + share(estimate.high()) + "]";
    }

    static String signedRange(Estimate estimate) {
        return "[" + signed(estimate.low()) + ", " + signed(estimate.high()) + "]";
    }
}
