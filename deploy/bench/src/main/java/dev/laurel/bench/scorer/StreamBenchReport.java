package dev.laurel.bench.scorer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.laurel.command.console.Findings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a measurement of the stream came to; times in seconds.
 *
 * @param tokens of all responses
 * @param alone the model by itself, texts to rewards, before and after the stream
 * @param forwards the same without making tokens of the texts
 * @param loop the loop written by hand
 * @param stream from its first batch to the moment a reader had the last record
 * @param batches sizes of the stream's batches
 */
public record StreamBenchReport(
        String model,
        int responses,
        long tokens,
        List<Double> alone,
        double forwards,
        double loop,
        double stream,
        List<Double> batches,
        List<Latency> latencies)
        implements Findings {

    /**
     * End to end, from a response's event_time to a reader of committed records, in milliseconds.
     *
     * @param rate responses a second
     */
    public record Latency(
            Duration commitInterval, double rate, int responses, double p50, double p99, List<Double> batches) {}

    /** The share of the model's own throughput that the stream reached; the model's is the mean of before and after. */
    public double ofModel() {
        return meanAlone() / stream;
    }

    public double ofLoop() {
        return loop / stream;
    }

    private double meanAlone() {
        return alone.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("%s: %,d responses of %,d tokens%n".formatted(model, responses, tokens));
        line(text, "model alone, before", alone.get(0));
        line(text, "  its forwards only", forwards);
        line(text, "model alone, after", alone.get(1));
        line(text, "loop written by hand", loop);
        line(text, "stream", stream);
        text.append("the stream reached %.3f of the model's own throughput and %.3f of the loop's%n"
                .formatted(ofModel(), ofLoop()));
        text.append("batches: %s%n".formatted(sizes(batches)));
        for (Latency latency : latencies) {
            text.append(
                    "at %.1f responses/s, commits every %d ms: p50 %.0f ms, p99 %.0f ms over %,d responses; batches: %s%n"
                            .formatted(
                                    latency.rate(),
                                    latency.commitInterval().toMillis(),
                                    latency.p50(),
                                    latency.p99(),
                                    latency.responses(),
                                    sizes(latency.batches())));
        }
        return text.toString();
    }

    private void line(StringBuilder text, String what, double seconds) {
        text.append(String.format(
                Locale.ROOT,
                "%-22s %8.1f s %10.1f responses/s %12.0f tokens/s%n",
                what,
                seconds,
                responses / seconds,
                tokens / seconds));
    }

    private static String sizes(List<Double> batches) {
        List<Double> sorted = batches.stream().sorted().toList();
        return "%d, median %.0f, p99 %.0f, largest %.0f"
                .formatted(
                        sorted.size(), Quantiles.of(sorted, 0.5), Quantiles.of(sorted, 0.99), Quantiles.of(sorted, 1));
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", model)
                .put("responses", responses)
                .put("tokens", tokens)
                .put("model_before_seconds", alone.get(0))
                .put("model_forwards_seconds", forwards)
                .put("model_after_seconds", alone.get(1))
                .put("loop_seconds", loop)
                .put("stream_seconds", stream)
                .put("stream_of_model", ofModel())
                .put("stream_of_loop", ofLoop());
        batches.forEach(json.putArray("batch_sizes")::add);
        ArrayNode all = json.putArray("latencies");
        for (Latency latency : latencies) {
            ObjectNode one = all.addObject()
                    .put("commit_interval_ms", latency.commitInterval().toMillis())
                    .put("responses_per_second", latency.rate())
                    .put("responses", latency.responses())
                    .put("p50_ms", latency.p50())
                    .put("p99_ms", latency.p99());
            latency.batches().forEach(one.putArray("batch_sizes")::add);
        }
        return json;
    }
}
