package dev.laurel.bench.scorer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.EngineSettings;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.scorer.StreamBenchReport.Latency;
import dev.laurel.bench.scorer.TrialStack.ScorerProcess;
import dev.laurel.command.pairs.Texts;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.schema.GeneratedResponse;

/**
 * Measures the stream on preloaded responses: beside the model alone, before and after, and beside a loop written by hand, all in the same run and one
 * after the other; then its latency while responses come in at a share of what it can take.
 */
public final class StreamBench {

    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final String SCORER = "scorer-a";

    private final StreamBenchOptions options;
    private final BenchModel model;
    private final EngineOptions engine;
    private final Progress progress;

    public StreamBench(StreamBenchOptions options, BenchModel model, EngineOptions engine, Progress progress) {
        this.options = options;
        this.model = model;
        this.engine = engine;
        this.progress = progress;
    }

    /** How many measurements there are. */
    public static int measurements(StreamBenchOptions options) {
        return 5
                + (options.latencyFor().isZero() ? 0 : options.commitIntervals().size());
    }

    public StreamBenchReport run() throws IOException {
        Responses source = Responses.of(options.file());
        List<GeneratedResponse> responses = source.first(options.count());
        progress.next("start broker and registry, preload");
        try (Engine own = Engine.start(engine);
                TrialStack stack = new TrialStack(Optional.empty())) {
            stack.announce(1, model.dir());
            stack.appoint(1);
            responses.forEach(stack::publish);
            stack.flush();
            List<Double> alone = new ArrayList<>();
            double forwards;
            double loop;
            long tokens;
            try (RewardModel loaded = RewardModel.load(model.dir(), own)) {
                List<TokenSequence> sequences = encode(loaded, responses);
                tokens = sequences.stream().mapToLong(TokenSequence::length).sum();
                loaded.score(sequences.subList(0, Math.min(sequences.size(), options.batch()))); // warm
                progress.next("the model alone");
                alone.add(seconds(() -> loaded.score(encode(loaded, responses))));
                forwards = seconds(() -> loaded.score(sequences));
                progress.next("the loop written by hand");
                loop = new HandWrittenLoop(stack.cluster(), loaded, options.batch())
                        .seconds(options.count(), partitions(stack));
            }
            progress.next("the stream");
            StreamRun stream = StreamRun.of(stack, options.count(), SCORER, settings(Duration.ofMillis(50)));
            progress.next("the model alone, again");
            try (RewardModel loaded = RewardModel.load(model.dir(), own)) {
                loaded.score(encode(loaded, responses.subList(0, Math.min(responses.size(), options.batch()))));
                alone.add(seconds(() -> loaded.score(encode(loaded, responses))));
            }
            return new StreamBenchReport(
                    model.name(),
                    options.count(),
                    tokens,
                    alone,
                    forwards,
                    loop,
                    stream.seconds(),
                    stream.batches(),
                    latencies(stack, source, options.count() / stream.seconds()));
        }
    }

    private Map<String, String> settings(Duration commitInterval) {
        Map<String, String> settings = new HashMap<>(EngineSettings.of("scorer", engine));
        settings.put("laurel.scorer.batch.max-responses", String.valueOf(options.batch()));
        settings.put("laurel.scorer.commit-interval", commitInterval.toMillis() + "ms");
        return settings;
    }

    private List<Latency> latencies(TrialStack stack, Responses source, double saturation) {
        List<Latency> latencies = new ArrayList<>();
        if (options.latencyFor().isZero()) {
            return latencies;
        }
        int next = options.count();
        double rate = saturation * options.load();
        for (Duration commitInterval : options.commitIntervals()) {
            progress.next("latency with commits every " + commitInterval.toMillis() + " ms");
            try (ScoredReader tail = new ScoredReader(stack.cluster());
                    ScorerProcess scorer = stack.scorer(SCORER, settings(commitInterval))) {
                stack.publish(source.get(next++).setEventTime(Instant.now()).build());
                tail.take(1, scorer, PATIENCE); // it has its partitions
                Traffic traffic = new Traffic(stack, source, next, rate, WARM_UP.plus(options.latencyFor()));
                List<ScoredReader.Seen> seen = traffic.watch(tail, scorer, PATIENCE);
                next += traffic.count();
                latencies.add(latency(commitInterval, rate, seen.subList(traffic.warmUp(WARM_UP), seen.size())));
            }
        }
        return latencies;
    }

    private static Latency latency(Duration commitInterval, double rate, List<ScoredReader.Seen> seen) {
        List<Double> millis =
                seen.stream().map(ScoredReader.Seen::latency).sorted().toList();
        return new Latency(
                commitInterval,
                rate,
                millis.size(),
                Quantiles.of(millis, 0.5),
                Quantiles.of(millis, 0.99),
                ScoredReader.batches(seen));
    }

    private static int partitions(TrialStack stack) {
        try (ScoredReader tail = new ScoredReader(stack.cluster())) {
            return tail.partitions();
        }
    }

    private static List<TokenSequence> encode(RewardModel model, List<GeneratedResponse> responses) {
        return model.text()
                .encodeAll(responses.stream().map(Texts::conversation).toList());
    }

    private static double seconds(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e9;
    }
}
