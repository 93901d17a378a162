package dev.laurel.bench.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.bench.kit.Spread;
import dev.laurel.command.console.Findings;
import dev.laurel.reward.engine.EngineDescription;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What loading the scorer over HTTP came to.
 *
 * @param responses different ones that were sent
 * @param levels rounds of each number of connections
 */
public record HttpBenchReport(
        EngineDescription engine, String model, int responses, HttpBenchOptions options, List<List<Level>> levels)
        implements Findings {

    private static final int INTERNAL_ERROR = 500;

    /**
     * A number of connections in one round.
     *
     * @param p50 and {@code p99} latencies in milliseconds
     * @param packedTokensPerSecond of the model by itself, just before and after
     * @param others requests without a score, by status; 0 where no answer came
     */
    public record Level(
            int connections,
            double responsesPerSecond,
            double tokensPerSecond,
            double p50,
            double p99,
            double packedTokensPerSecond,
            Map<Integer, Integer> others) {

        static Level of(int connections, HttpLoad.Outcome outcome, double packed) {
            return new Level(
                    connections,
                    outcome.responsesPerSecond(),
                    outcome.tokensPerSecond(),
                    outcome.quantile(0.5),
                    outcome.quantile(0.99),
                    packed,
                    outcome.others());
        }

        /** Of the model's own speed. */
        double share() {
            return tokensPerSecond / packedTokensPerSecond;
        }
    }

    /** Whether every request was scored or refused: no internal error, and an answer to each. */
    @Override
    public boolean isSound() {
        return levels.stream()
                .flatMap(List::stream)
                .map(Level::others)
                .noneMatch(others -> others.containsKey(INTERNAL_ERROR) || others.containsKey(0));
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s on %s; %,d responses, one a request, %d s a level, %d rounds (medians)%n%n",
                model,
                engine.device(),
                responses,
                options.seconds(),
                options.rounds()));
        text.append("connections  responses/s  tokens/s  packed  share   p50 ms   p99 ms  refused and failed\n");
        for (List<Level> rounds : levels) {
            text.append(String.format(
                    Locale.ROOT,
                    "%11d  %11.1f  %8.0f  %6.0f  %5.2f  %7.1f  %7.1f  %s%n",
                    rounds.get(0).connections(),
                    median(rounds, Level::responsesPerSecond),
                    median(rounds, Level::tokensPerSecond),
                    median(rounds, Level::packedTokensPerSecond),
                    median(rounds, Level::share),
                    median(rounds, Level::p50),
                    median(rounds, Level::p99),
                    others(rounds)));
        }
        return text.toString();
    }

    private interface Number {
        double of(Level level);
    }

    private static double median(List<Level> rounds, Number number) {
        return Spread.of(rounds.stream().map(number::of).toList()).median();
    }

    private static String others(List<Level> rounds) {
        Map<Integer, Integer> all = new TreeMap<>();
        rounds.forEach(level -> level.others().forEach((status, count) -> all.merge(status, count, Integer::sum)));
        return all.isEmpty() ? "none" : all.toString();
    }

    @Override
    public ObjectNode json() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        ObjectNode json = mapper.createObjectNode()
                .put("sound", isSound())
                .put("model", model)
                .put("device", engine.device())
                .put("responses", responses)
                .put("seconds", options.seconds());
        ArrayNode all = json.putArray("rounds");
        levels.forEach(rounds -> rounds.forEach(level -> {
            ObjectNode one = mapper.valueToTree(level);
            all.add(one.put("share", level.share()));
        }));
        return json;
    }
}
