package dev.laurel.bench.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.laurel.bench.kit.Await;

/** Clients that send what a mix gives them, one request after the other each, and remember what was accepted. */
final class Clients implements AutoCloseable {

    private static final int LARGEST_REQUEST = 4;

    private final Mix mix;
    private final Door door;
    private final ExecutorService threads;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean finishing;
    private volatile boolean closed;

    /** @param rate records a second, all together, if they are accepted at once */
    Clients(Mix mix, Door door, int clients, double rate, long seed) {
        this.mix = mix;
        this.door = door;
        this.threads = Executors.newFixedThreadPool(clients);
        for (int i = 0; i < clients; i++) {
            Random random = new Random(seed + i);
            threads.execute(() -> send(random, clients / rate));
        }
    }

    private void send(Random random, double secondsForOne) {
        while (!closed && !mix.isEmpty()) {
            List<Publication> records = mix.take(1 + random.nextInt(LARGEST_REQUEST));
            if (!records.isEmpty()) {
                if (door.deliver(records, () -> !closed)) {
                    mix.accept(records);
                } else if (!closed) {
                    refused.addAndGet(records.size());
                    closed = true;
                }
            }
            if (records.isEmpty() || !finishing) {
                LockSupport.parkNanos((long) (1e9 * secondsForOne * Math.max(1, records.size())));
            }
        }
    }

    /** Records that were refused as wrong, after which all clients stop. */
    int refused() {
        return refused.get();
    }

    /** Sends what has begun to its end, as fast as it can be. */
    void finish(Duration patience) {
        finishing = true;
        mix.end();
        Await.until("everything to be accepted", patience, () -> closed || mix.isEmpty());
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
