package dev.laurel.bench.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.laurel.bench.http.HttpBenchReport.Level;
import dev.laurel.bench.kit.Await;
import dev.laurel.bench.kit.EngineSettings;
import dev.laurel.bench.scorer.TrialStack;
import dev.laurel.bench.scorer.TrialStack.ScorerProcess;
import dev.laurel.command.client.ScorerClient;
import dev.laurel.command.importing.Importer;
import dev.laurel.command.pairs.Texts;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.schema.GeneratedResponse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Loads a scorer process from this one, and measures in between how fast this process scores the same responses by itself, tokenised beforehand and
 * packed: each level of load is held against what came before and after it.
 */
public final class HttpBench {

    private static final Duration LOADING = Duration.ofMinutes(5);

    private final Path model;
    private final EngineOptions engine;
    private final HttpBenchOptions options;
    private final Consumer<String> next;

    /** @param next hears what is measured next */
    public HttpBench(Path model, EngineOptions engine, HttpBenchOptions options, Consumer<String> next) {
        this.model = model;
        this.engine = engine;
        this.options = options;
        this.next = next;
    }

    /** @throws IllegalArgumentException if the file holds no response */
    public HttpBenchReport run() throws IOException, InterruptedException {
        List<GeneratedResponse> responses = responses();
        try (Engine own = Engine.start(engine);
                RewardModel packed = RewardModel.load(model, own);
                TrialStack stack = new TrialStack(Optional.empty());
                ScorerProcess scorer = serve(stack)) {
            List<TokenSequence> sequences = packed.text()
                    .encodeAll(responses.stream().map(Texts::conversation).toList());
            HttpLoad load = HttpLoad.scores(
                    scorer.url(), responses.stream().map(HttpBench::body).toList());
            Map<Integer, List<Level>> levels = new TreeMap<>();
            packedSpeed(packed, sequences); // warm-up
            for (int round = 0; round < options.rounds(); round++) {
                next.accept("packed");
                double before = packedSpeed(packed, sequences);
                for (int connections : options.connections()) {
                    next.accept(connections + " connections");
                    HttpLoad.Outcome outcome = load.run(connections, options.seconds());
                    next.accept("packed");
                    double after = packedSpeed(packed, sequences);
                    levels.computeIfAbsent(connections, each -> new ArrayList<>())
                            .add(Level.of(connections, outcome, (before + after) / 2));
                    before = after;
                }
            }
            return new HttpBenchReport(
                    own.describe(), model.toString(), responses.size(), options, List.copyOf(levels.values()));
        }
    }

    /** A scorer of its own whose champion is the model. */
    private ScorerProcess serve(TrialStack stack) {
        stack.announce(1, model);
        stack.appoint(1);
        ScorerProcess scorer = stack.scorer("bench", EngineSettings.of("scorer", engine));
        try {
            ScorerClient client = new ScorerClient(scorer.url());
            Await.until("the scorer to load the model", LOADING, () -> client.activeVersion(TrialStack.LINE)
                    .isPresent());
            return scorer;
        } catch (RuntimeException e) {
            scorer.close();
            throw e;
        }
    }

    private List<GeneratedResponse> responses() throws IOException {
        List<GeneratedResponse> responses = new ArrayList<>();
        Importer.readResponses(options.responses(), ImportOptions.DEFAULTS, progress -> {}, response -> {
            if (responses.size() < options.limit() && !response.getResponse().isBlank()) {
                responses.add(response);
            }
        });
        if (responses.isEmpty()) {
            throw new IllegalArgumentException(options.responses() + " holds no response");
        }
        return responses;
    }

    private static String body(GeneratedResponse response) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("response", response.getResponse());
        ArrayNode messages = body.putArray("messages");
        response.getMessages()
                .forEach(message ->
                        messages.addObject().put("role", message.getRole()).put("content", message.getContent()));
        return body.toString();
    }

    /** Tokens a second, over as much time as a level of load has. */
    private double packedSpeed(RewardModel packed, List<TokenSequence> sequences) {
        long start = System.nanoTime();
        long until = start + options.seconds() * 500_000_000L;
        long tokens = 0;
        int at = 0;
        while (System.nanoTime() < until) {
            List<TokenSequence> some = sequences.subList(at, Math.min(sequences.size(), at + 64));
            packed.score(some);
            tokens += some.stream().mapToLong(TokenSequence::length).sum();
            at = at + 64 >= sequences.size() ? 0 : at + 64;
        }
        return tokens / ((System.nanoTime() - start) / 1e9);
    }
}
