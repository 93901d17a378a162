package dev.laurel.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

import dev.laurel.bench.kit.Await;

/** Kills ingest at random moments, of all that it does, and the broker beside it. For one thread. */
final class IngestKiller {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** About as long as a start takes, and as it then takes until the stream runs. */
    private static final Duration LONGEST_START = Duration.ofSeconds(3);

    private static final Duration LONGEST_RESTORE = Duration.ofSeconds(6);

    private final IngestStack stack;
    private final IngestCrashOptions options;
    private final Random random;
    private final List<Kill> kills = new ArrayList<>();
    private int brokerKills;
    private long lastKill;
    private boolean recovering;

    /**
     * One kill.
     *
     * @param stage what ingest was doing
     * @param recovery from the kill until the stream ran again; empty where the next kill came before
     */
    record Kill(IngestStage stage, Optional<Duration> recovery) {}

    IngestKiller(IngestStack stack, IngestCrashOptions options) {
        this.stack = stack;
        this.options = options;
        this.random = new Random(options.seed());
    }

    /** @param next hears of each kill */
    void run(IntConsumer next) throws IOException, InterruptedException {
        for (int i = 1; i <= options.kills(); i++) {
            next.accept(i);
            if (due(options.brokerKills(), i)) {
                pause(options.longestWait());
                stack.killBroker();
                brokerKills++;
            }
            if (i == options.kills() / 2 + 1 && !options.stall().isZero()) {
                awaitRunning();
                stack.stall(options.stall());
            }
            await(i == 1 ? IngestStage.RUNNING : aim());
            kill();
        }
        awaitRunning();
        pause(options.longestWait());
    }

    List<Kill> kills() {
        return kills;
    }

    int brokerKills() {
        return brokerKills;
    }

    /** Kills that come while ingest runs are half of them. */
    private IngestStage aim() {
        return random.nextBoolean()
                ? IngestStage.RUNNING
                : random.nextBoolean() ? IngestStage.STARTING : IngestStage.RESTORING;
    }

    private void await(IngestStage aim) {
        switch (aim) {
            case STARTING -> pause(LONGEST_START);
            case RESTORING -> {
                Await.until("ingest to answer", PATIENCE, () -> stack.ingest().stage() != IngestStage.STARTING);
                pause(LONGEST_RESTORE);
            }
            case RUNNING -> {
                awaitRunning();
                pause(options.longestWait());
            }
        }
    }

    private void kill() {
        IngestStage stage = stack.ingest().stage();
        if (stage == IngestStage.RUNNING) {
            recovered();
        }
        kills.add(new Kill(stage, Optional.empty()));
        lastKill = System.nanoTime();
        recovering = true;
        stack.ingest().kill();
    }

    private void awaitRunning() {
        stack.ingest().awaitRunning();
        recovered();
    }

    private void recovered() {
        if (recovering) {
            Kill last = kills.remove(kills.size() - 1);
            kills.add(new Kill(last.stage(), Optional.of(Duration.ofNanos(System.nanoTime() - lastKill))));
            recovering = false;
        }
    }

    /** Whether one of so many, spread evenly over the kills, falls to this one. */
    private boolean due(int all, int kill) {
        return (long) all * kill / options.kills() > (long) all * (kill - 1) / options.kills();
    }

    private void pause(Duration longest) {
        long end = System.nanoTime() + (long) (random.nextDouble() * longest.toNanos());
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
