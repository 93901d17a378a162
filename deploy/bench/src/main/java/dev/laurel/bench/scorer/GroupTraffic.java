package dev.laurel.bench.scorer;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.laurel.schema.GeneratedResponse;

/**
 * Responses in groups of four candidates. Now and then one of them is published twice, and one more comes when its group has ended. Sent by one thread
 * and asked by others once that has ended.
 */
final class GroupTraffic {

    private static final int SIZE = 4;
    private static final int REPEATED_EVERY = 25; // responses
    private static final int LATE_EVERY = 20; // groups
    private static final int LATE_BY = 10; // groups

    private final TrialStack stack;
    private final Responses source;
    private final Set<String> groups = new HashSet<>();
    private int next;
    private int late;
    private volatile boolean stopped;

    GroupTraffic(TrialStack stack, Responses source) {
        this.stack = stack;
        this.source = source;
    }

    /** Sends so many responses, whole groups of them, as fast as they go. */
    void send(int count) {
        while (next < count) {
            group(() -> {});
        }
        stack.flush();
    }

    /** Sends at a steady rate until it is stopped, and then ends the group it is at. */
    void sendUntilStopped(double rate) {
        long started = System.nanoTime();
        int first = next;
        while (!stopped) {
            group(() -> {
                long due = started + (long) ((next - first) / rate * TimeUnit.SECONDS.toNanos(1));
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            });
        }
        stack.flush();
    }

    void stop() {
        stopped = true;
    }

    private void group(Runnable wait) {
        int group = next / SIZE;
        for (int i = 0; i < SIZE; i++) {
            wait.run();
            GeneratedResponse response = candidate(group, "r" + next);
            stack.publish(response);
            if (next % REPEATED_EVERY == 0) {
                stack.publish(response);
            }
            next++;
        }
        groups.add("g" + group);
        int before = group - LATE_BY;
        if (before >= 0 && before % LATE_EVERY == 0) {
            stack.publish(candidate(before, "late" + before));
            late++;
        }
    }

    private GeneratedResponse candidate(int group, String id) {
        return source.get(next)
                .setResponseId(id)
                .setPromptId("p" + group)
                .setGroupId("g" + group)
                .setGroupSize(SIZE)
                .setEventTime(Instant.now())
                .build();
    }

    /** Ids of all groups whose candidates were sent. */
    Set<String> groups() {
        return groups;
    }

    /** How many candidates were sent after their group had ended. */
    int late() {
        return late;
    }
}
