package dev.laurel.bench.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.laurel.bench.series.SeriesException;
import dev.laurel.bench.series.TrainerStack;
import dev.laurel.command.client.TrainerClient;

import com.fasterxml.jackson.databind.JsonNode;

/** Kills a trainer's process with SIGKILL at a random moment of a stage of a line's window, and tells where it was. For one thread. */
final class Killer {

    private static final Duration LOOK = Duration.ofNanos(200_000);
    private static final Duration ASK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final TrainerStack stack;
    private final String line;
    private final WindowFiles files;
    private final Announced announced;
    private final Random random;

    Killer(TrainerStack stack, String line, Announced announced, Random random) {
        this.stack = stack;
        this.line = line;
        this.files = new WindowFiles(stack.store(line));
        this.announced = announced;
        this.random = random;
    }

    /** Waits for the stage of a window that is running and kills; kills too when the window ends before. */
    Kill kill(int window, Stage aim) {
        ProcessHandle process = stack.trainerProcess();
        Instant startedAt = process.info().startInstant().orElse(Instant.EPOCH);
        switch (aim) {
            case READING -> sleep(400);
            case TRAINING -> awaitStep(window);
            case WRITING -> {
                await(LOOK, () -> files.writing(startedAt) || over(window));
                sleep(60);
            }
            case JUDGING -> {
                await(LOOK, () -> files.trained() || over(window));
                sleep(500);
            }
            case ANNOUNCING -> {
                await(LOOK, () -> over(window));
                sleep(12);
            }
            case FINISHED -> await(ASK, () -> announced.versions(line).contains(window));
        }
        process.destroyForcibly();
        process.onExit().join();
        return new Kill(window, aim, found(window, startedAt));
    }

    /** A random step in the first half of those that are left, so that more of the window can be killed in. */
    private void awaitStep(int window) {
        await(LOOK, () -> files.planned() || over(window));
        long[] step = {0};
        await(ASK, () -> {
            JsonNode latest = stack.trainer().latest(line).orElseThrow();
            requireWell(latest);
            String state = latest.path("state").asText();
            if (state.equals("training") && latest.path("step").asLong() > 0 && step[0] == 0) {
                long taken = latest.path("step").asLong();
                step[0] = taken
                        + (long) (random.nextDouble() * (latest.path("steps").asLong() - taken) / 2);
            }
            boolean before = state.equals("reading") || state.equals("training");
            return !before || step[0] > 0 && latest.path("step").asLong() >= step[0];
        });
    }

    private boolean over(int window) {
        return files.stored(window);
    }

    private void await(Duration between, BooleanSupplier reached) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!reached.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new SeriesException("waited " + PATIENCE + " for a stage of a window of line " + line);
            }
            LockSupport.parkNanos(between.toNanos());
        }
    }

    private void requireWell(JsonNode latest) {
        if (latest.has("error") || latest.has("note")) {
            throw new SeriesException("a window of line " + line + " failed: "
                    + TrainerClient.withoutVersion(latest).orElse(""));
        }
    }

    private void sleep(int mostMillis) {
        LockSupport.parkNanos((long) (random.nextDouble() * mostMillis * 1e6));
    }

    private Stage found(int window, Instant startedAt) {
        if (files.stored(window)) {
            return announced.versions(line).contains(window) ? Stage.FINISHED : Stage.ANNOUNCING;
        }
        if (files.trained()) {
            return Stage.JUDGING;
        }
        if (files.writing(startedAt)) {
            return Stage.WRITING;
        }
        return files.planned() ? Stage.TRAINING : Stage.READING;
    }
}
