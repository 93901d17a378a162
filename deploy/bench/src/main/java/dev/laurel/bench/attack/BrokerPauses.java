package dev.laurel.bench.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

import dev.laurel.bench.kit.Await;
import dev.laurel.command.client.TopicReader;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Part;

/** Stops the broker (SIGSTOP) again and again while feedback and responses come in over HTTP, and accounts for every 202. */
final class BrokerPauses {

    private static final int THREADS = 4;
    private static final Duration BETWEEN = Duration.ofSeconds(20);
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(80);
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration CATCHING_UP = Duration.ofMinutes(5);

    private final Target target;
    private final Faults faults;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** @param statuses how often each was answered; 0 for no answer */
    record Outcome(int pauses, int accepted, Map<Integer, Integer> statuses) {}

    BrokerPauses(Target target, Faults faults) {
        this.target = target;
        this.faults = faults;
    }

    Outcome run(int pauses, Duration pause, IntConsumer done) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(this::load);
        }
        for (int i = 0; i < pauses; i++) {
            hold(BETWEEN);
            signal("STOP");
            hold(pause);
            signal("CONT");
            done.accept(i);
        }
        hold(BETWEEN);
        stopped = true;
        threads.shutdown();
        threads.awaitTermination(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
        Await.until("ingest and scorer to be ready again", CATCHING_UP, () -> Target.SERVICES.stream()
                .allMatch(target::ready));
        faults.expect(
                target.caughtUp(CATCHING_UP),
                "records that are not processed after the broker's pauses",
                target.lag() + "");
        account();
        return new Outcome(pauses, accepted.size(), statuses);
    }

    private static void hold(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(target.broker().pid()))
                .start()
                .waitFor();
    }

    private void load() {
        while (!stopped) {
            int number = next.getAndIncrement();
            boolean feedback = number % 4 > 0;
            String id = (feedback ? "pe-" : "pr-") + number;
            int status = post(feedback ? "/v1/feedback" : "/v1/responses", feedback ? event(id) : response(id));
            statuses.merge(status, 1, Integer::sum);
            if (status == 202) {
                accepted.add(id);
            }
            hold(BETWEEN_REQUESTS);
        }
    }

    private int post(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, bytes.length);
        try (RawConnection connection = new RawConnection(target.url(Part.INGEST), PATIENCE)) {
            connection.send(head.getBytes(StandardCharsets.ISO_8859_1));
            connection.send(bytes);
            return connection.answer().status();
        } catch (IOException e) {
            return 0;
        }
    }

    private void account() {
        Map<String, Integer> results = new HashMap<>();
        TopicReader reader = new TopicReader(target.cluster());
        reader.read(Topics.PAIRS, record -> results.merge(record.value().getPromptId(), 1, Integer::sum));
        reader.read(Topics.SCORED, record -> results.merge(record.value().getResponseId(), 1, Integer::sum));
        for (String id : accepted) {
            int times = results.getOrDefault(id, 0);
            faults.expect(
                    times == 1,
                    id.startsWith("pe") ? "a 202 with " + times + " pairs" : "a 202 scored " + times + " times",
                    id);
        }
    }

    private static String event(String id) {
        return """
                {"event_id":"%1$s","tenant":"canary","event_time":"%2$s","source":{"system":"attack","actor":"END_USER"},"prompt_id":"%1$s",
                 "messages":[{"role":"user","content":"Why?"}],"candidates":[{"response_id":"a","content":"So."},{"response_id":"b","content":"No."}],
                 "payload":{"comparison":{"response_a":"a","response_b":"b","outcome":"A"}}}"""
                .formatted(id, Instant.now());
    }

    private static String response(String id) {
        return """
                {"response_id":"%1$s","tenant":"canary","event_time":"%2$s","prompt_id":"%1$s",
                 "messages":[{"role":"user","content":"Why?"}],"response":"So."}"""
                .formatted(id, Instant.now());
    }
}
