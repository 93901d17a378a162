package dev.laurel.bench.scorer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.kit.ResidentMemory;
import dev.laurel.bench.scorer.TrialStack.ScorerProcess;
import dev.laurel.command.client.GroupProgress;
import dev.laurel.schema.Topics;

/**
 * Keeps a scorer under a steady share of the load that it can take, and watches its memory, its latency and its lag.
 *
 * @param count responses by which that load is measured first
 * @param load the share of it
 * @param duration of the soak
 * @param interval between two looks
 * @param file where the texts are from
 */
public record ScorerSoak(
        BenchModel model, int count, double load, Duration duration, Duration interval, Path file, Progress progress) {

    private static final String SCORER = "scorer-a";
    private static final double NANOS = 1e9;

    public ScorerSoak {
        if (count < 1 || !(load > 0 && load <= 1) || duration.compareTo(interval) < 0) {
            throw new IllegalArgumentException(
                    "responses below 1, load not in (0, 1], or a soak shorter than the interval: %d, %s, %s"
                            .formatted(count, load, duration));
        }
    }

    /** How often the progress is told. */
    public int steps() {
        return 2 + (int) duration.dividedBy(interval);
    }

    /** @throws IllegalStateException if the scorer ends, or responses fail to come */
    public ScorerSoakReport run() throws IOException {
        Responses source = Responses.of(file);
        progress.next("measure what it can take");
        try (TrialStack stack = new TrialStack(Optional.empty())) {
            stack.announce(1, model.dir());
            stack.appoint(1);
            source.first(count).forEach(stack::publish);
            stack.flush();
            double saturation =
                    count / StreamRun.of(stack, count, SCORER, Map.of()).seconds();
            progress.next("start the scorer again");
            double rate = load * saturation;
            return new ScorerSoakReport(model.name(), saturation, rate, soak(stack, source, rate));
        }
    }

    private List<SoakSample> soak(TrialStack stack, Responses source, double rate) {
        try (ScoredReader tail = new ScoredReader(stack.cluster());
                GroupProgress lag = new GroupProgress(stack.cluster());
                ScorerProcess scorer = stack.scorer(SCORER, Map.of())) {
            stack.publish(source.get(count).setEventTime(Instant.now()).build());
            tail.take(1, scorer, duration); // it has its partitions
            Traffic traffic = new Traffic(stack, source, count + 1, rate, duration);
            traffic.start();
            long started = System.nanoTime();
            List<SoakSample> samples = new ArrayList<>();
            List<Double> latencies = new ArrayList<>();
            int seen = 0;
            while (seen < traffic.count()) {
                scorer.requireAlive();
                List<ScoredReader.Seen> more = tail.poll();
                seen += more.size();
                more.forEach(one -> latencies.add(one.latency()));
                double seconds = (System.nanoTime() - started) / NANOS;
                if (seconds > 2 * duration.toSeconds()) {
                    throw new IllegalStateException("%d of %d scored records after %.0f s, see %s"
                            .formatted(seen, traffic.count(), seconds, scorer.log()));
                }
                if (seconds >= (samples.size() + 1.0) * interval.toSeconds()) {
                    samples.add(SoakSample.of(
                            seconds,
                            ResidentMemory.of(scorer.process()),
                            lag.lag(TrialStack.SCORER_GROUP, Topics.RESPONSES),
                            latencies));
                    latencies.clear();
                    progress.next("%d of %d responses".formatted(seen, traffic.count()));
                }
            }
            return samples;
        }
    }
}
