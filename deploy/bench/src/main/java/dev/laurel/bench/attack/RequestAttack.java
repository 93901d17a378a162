package dev.laurel.bench.attack;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import dev.laurel.bench.attack.RawConnection.Answer;
import dev.laurel.stack.Part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Malformed and extreme requests to all doors: each is answered in time, by no more than a problem in JSON, and none by an error of ours. */
final class RequestAttack {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UNFRAMED_PATIENCE = Duration.ofMillis(300);

    private final Target target;
    private final long seed;
    private final Faults faults;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

    RequestAttack(Target target, long seed, Faults faults) {
        this.target = target;
        this.seed = seed;
        this.faults = faults;
    }

    /** How often each status was answered; 0 for requests that have no end, and got no answer. */
    Map<Integer, Integer> run(int cases, IntConsumer done) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> {
                try (Sender sender = new Sender()) {
                    for (int number = next.getAndIncrement(); number < cases; number = next.getAndIncrement()) {
                        sender.send(RequestCase.of(number, seed));
                        done.accept(number);
                    }
                }
            });
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.HOURS);
        return statuses;
    }

    /** Keeps its connection to each service while that holds. */
    private final class Sender implements AutoCloseable {

        private final Map<Part, RawConnection> open = new EnumMap<>(Part.class);

        void send(RequestCase request) {
            for (int attempt = 1; ; attempt++) {
                boolean fresh = !open.containsKey(request.service());
                try {
                    RawConnection connection = connection(request);
                    connection.send(request.bytes());
                    Answer answer = connection.answer();
                    judge(request, answer);
                    if (!request.framed()
                            || "close".equalsIgnoreCase(answer.headers().get("connection"))) {
                        drop(request.service());
                    }
                    return;
                } catch (SocketTimeoutException e) {
                    drop(request.service());
                    statuses.merge(0, 1, Integer::sum);
                    faults.expect(!request.framed(), "no answer in " + PATIENCE.toSeconds() + " s", example(request));
                    return;
                } catch (IOException e) {
                    drop(request.service());
                    if (fresh || attempt > 2) { // a kept connection may have been closed by the service in between
                        statuses.merge(0, 1, Integer::sum);
                        faults.expect(!request.framed(), "hung up without an answer", example(request) + ": " + e);
                        return;
                    }
                }
            }
        }

        private RawConnection connection(RequestCase request) throws IOException {
            if (!request.framed()) {
                drop(request.service());
            }
            RawConnection connection = open.get(request.service());
            if (connection == null) {
                connection = new RawConnection(
                        target.url(request.service()), request.framed() ? PATIENCE : UNFRAMED_PATIENCE);
                open.put(request.service(), connection);
            }
            return connection;
        }

        private void drop(Part service) {
            RawConnection connection = open.remove(service);
            if (connection != null) {
                connection.close();
            }
        }

        @Override
        public void close() {
            Target.SERVICES.forEach(this::drop);
        }
    }

    private void judge(RequestCase request, Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        boolean ours = answer.status() >= 500
                && answer.status() != 504
                && !(answer.status() == 503 && answer.headers().containsKey("retry-after"));
        boolean notImplemented = answer.status() == 501 && !request.framed();
        faults.expect(
                !ours || notImplemented,
                "status " + answer.status(),
                example(request) + " -> " + shortened(answer.body()));
        if (request.framed() && answer.status() >= 400) {
            faults.expect(
                    isJson(answer),
                    "an error that is no JSON",
                    example(request) + " -> " + answer.status() + " " + answer.type() + " " + shortened(answer.body()));
        }
        faults.expect(!answer.body().contains("\tat "), "a stack trace in an answer", example(request));
    }

    private static boolean isJson(Answer answer) {
        try {
            return answer.type().contains("json")
                    && JSON.readTree(answer.body()).isContainerNode();
        } catch (JsonProcessingException e) {
            return answer.type().contains("ndjson");
        }
    }

    private static String example(RequestCase request) {
        return "request " + request.number() + " (" + request.service().label() + " " + request.what() + ")";
    }

    private static String shortened(String body) {
        return body.length() <= 200 ? body : body.substring(0, 200) + "…";
    }
}
