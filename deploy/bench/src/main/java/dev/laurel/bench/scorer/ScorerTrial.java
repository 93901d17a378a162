package dev.laurel.bench.scorer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import dev.laurel.bench.kit.Await;
import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.scorer.OutputCheck.Kill;
import dev.laurel.bench.scorer.ScoredRecord.Place;
import dev.laurel.bench.scorer.TrialStack.ScorerProcess;
import dev.laurel.command.client.GroupProgress;
import dev.laurel.command.client.TopicReader;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Topics;

/**
 * Kills scorers and broker at random moments and swaps models while responses come in, or swaps models under full load, and holds what was written
 * against what should have been: the topics themselves, read from their beginning, and the logs of the instances.
 */
public final class ScorerTrial {

    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final TrialOptions options;
    private final List<BenchModel> versions;
    private final Progress progress;
    private final Random random;
    private final Map<String, ScorerProcess> scorers = new HashMap<>();
    private final List<Kill> kills = new ArrayList<>();
    private int active = 1;

    /** @param versions two models, which take turns */
    public ScorerTrial(TrialOptions options, List<BenchModel> versions, Progress progress) {
        this.options = options;
        this.versions = List.copyOf(versions);
        this.progress = progress;
        this.random = new Random(options.seed());
    }

    /** How many steps there are. */
    public static int steps(TrialOptions options) {
        return 3 + (options.kills() > 0 ? options.kills() : options.swaps());
    }

    public TrialReport run() throws IOException {
        Responses source = Responses.of(options.file());
        progress.next("start broker, registry and scorers");
        try (TrialStack stack = new TrialStack(options.data());
                GroupProgress lag = new GroupProgress(stack.cluster())) {
            for (int i = 0; i < versions.size(); i++) {
                stack.announce(i + 1, versions.get(i).dir());
            }
            stack.appoint(active);
            GroupTraffic traffic = new GroupTraffic(stack, source);
            try {
                if (options.kills() > 0) {
                    startScorers(stack);
                    killWhileSending(stack, traffic);
                } else {
                    traffic.send(options.count());
                    startScorers(stack);
                    swapUnderLoad(stack, lag);
                }
                progress.next("drain");
                Await.until(
                        "the last response", PATIENCE, () -> lag.lag(TrialStack.SCORER_GROUP, Topics.RESPONSES) == 0);
            } finally {
                scorers.values().forEach(ScorerProcess::close);
            }
            progress.next("read all topics");
            return report(stack, traffic);
        }
    }

    private void startScorers(TrialStack stack) {
        for (int i = 0; i < options.instances(); i++) {
            String name = "scorer-" + (char) ('a' + i);
            scorers.put(name, stack.scorer(name, Map.of()));
        }
    }

    private void killWhileSending(TrialStack stack, GroupTraffic traffic) {
        Thread sender = new Thread(() -> traffic.sendUntilStopped(options.rate()), "traffic");
        sender.start();
        List<String> names = scorers.keySet().stream().sorted().toList();
        for (int i = 1; i <= options.kills(); i++) {
            progress.next("kill " + i);
            if (due(options.swaps(), i)) {
                swap(stack);
            }
            sleepAtMost(options.longestWait());
            if (due(options.brokerKills(), i)) {
                stack.killBroker();
                sleepAtMost(options.longestWait());
            }
            reviveTheDead();
            String name = names.get(random.nextInt(names.size()));
            kills.add(new Kill(scorers.get(name).kill(), name));
            scorers.get(name).restart();
        }
        sleepAtMost(options.longestWait());
        traffic.stop();
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        reviveTheDead();
    }

    /** Whether one of so many, spread evenly over the kills, falls to this one. */
    private boolean due(int all, int kill) {
        return (long) all * kill / options.kills() > (long) all * (kill - 1) / options.kills();
    }

    private void swapUnderLoad(TrialStack stack, GroupProgress lag) {
        long all = lag.lag(TrialStack.SCORER_GROUP, Topics.RESPONSES);
        for (int i = 1; i <= options.swaps(); i++) {
            progress.next("swap " + i);
            long left = all - all * i / (options.swaps() + 1);
            Await.until(
                    "the moment of a swap", PATIENCE, () -> lag.lag(TrialStack.SCORER_GROUP, Topics.RESPONSES) <= left);
            int before = activations();
            swap(stack);
            Await.until(
                    "a swap", PATIENCE, () -> activations() > before); // two appointments in a row might be one swap
        }
    }

    private int activations() {
        int all = 0;
        for (ScorerProcess scorer : scorers.values()) {
            try {
                all += Activations.read(scorer.log()).all().size();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private void swap(TrialStack stack) {
        active = active % versions.size() + 1;
        stack.appoint(active);
    }

    /** As a supervisor would: a scorer that ended by itself is started again. */
    private void reviveTheDead() {
        scorers.values().stream().filter(scorer -> !scorer.isAlive()).forEach(ScorerProcess::restart);
    }

    private void sleepAtMost(Duration longest) {
        LockSupport.parkNanos((long) (random.nextDouble() * longest.toNanos()));
    }

    private TrialReport report(TrialStack stack, GroupTraffic traffic) throws IOException {
        TopicReader topics = new TopicReader(stack.cluster());
        Set<Place> inputs = new HashSet<>();
        topics.read(Topics.RESPONSES, record -> inputs.add(new Place(record.partition(), record.offset())));
        List<ScoredRecord> scored = new ArrayList<>();
        topics.read(Topics.SCORED, record -> scored.add(ScoredRecord.of(record.value())));
        List<SelectedResponse> selected = new ArrayList<>();
        topics.read(Topics.SELECTED, record -> selected.add(record.value()));
        long late = topics.count(Topics.SELECTED.deadLetters());
        Map<String, Activations> activations = new HashMap<>();
        int swaps = 0;
        for (Map.Entry<String, ScorerProcess> scorer : scorers.entrySet()) {
            Activations read = Activations.read(scorer.getValue().log());
            activations.put(scorer.getKey(), read);
            swaps += read.all().size();
        }
        return new TrialReport(
                OutputCheck.of(inputs, scored, activations),
                GroupCheck.of(traffic.groups(), selected, late, traffic.late()),
                kills.size(),
                options.brokerKills(),
                swaps,
                OutputCheck.recoveries(scored, kills));
    }
}
