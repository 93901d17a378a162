package dev.laurel.bench.windows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report on windows for programs: the same figures, unrounded. */
final class WindowsJson {

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private WindowsJson() {}

    static ObjectNode of(WindowsReport report) {
        WindowsOptions options = report.options();
        ObjectNode json = JSON.createObjectNode()
                .put("pairs_per_window", options.pairsPerWindow())
                .put("max_tokens", options.series().base().maxTokens())
                .put("seed", options.seed());
        options.series().engine().dtype().ifPresent(dtype -> json.put("dtype", dtype.name()));
        options.plan().forEach(json.putArray("plan")::add);
        json.set("versions", JSON.valueToTree(report.rows()));
        json.set("differences_to_full", JSON.valueToTree(report.differences()));
        report.stability().ifPresent(stability -> {
            ObjectNode node = json.putObject("stability")
                    .put("responses", stability.responses())
                    .put("drift", stability.drift());
            node.set("versions", JSON.valueToTree(stability.levels()));
            ArrayNode moves = JSON.valueToTree(stability.moves());
            node.set("moves", moves);
        });
        return json;
    }
}
