package dev.laurel.bench.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.laurel.command.client.Cluster;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Threads that each send a record as soon as the broker has acknowledged the one before, by a producer that is set as ingest's. */
final class BareProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<ProducerRecord<byte[], byte[]>> records;
    private final AtomicInteger next = new AtomicInteger();

    /** @param at when, in nanoseconds of {@link System#nanoTime} */
    private record Sent(long at, long nanos) {}

    /** @param records sent over and over in their order */
    BareProducer(Cluster cluster, List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.records = List.copyOf(records);
    }

    /** Sends for that long, a fifth of it as a warm-up. */
    HttpLoad.Outcome run(int threads, int seconds) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long end = start + Duration.ofSeconds(seconds).toNanos();
            long from = start + (end - start) / 5;
            List<Future<List<Sent>>> senders = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                senders.add(pool.submit(() -> send(end)));
            }
            List<Double> millis = new ArrayList<>();
            int all = 0;
            for (Future<List<Sent>> sender : senders) {
                for (Sent sent : sender.get()) {
                    all++;
                    if (sent.at() >= from && sent.at() < end) {
                        millis.add(sent.nanos() / 1e6);
                    }
                }
            }
            millis.sort(Double::compare);
            return new HttpLoad.Outcome((end - from) / 1e9, List.copyOf(millis), 0, all, Map.of());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bare producer failed: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Sent> send(long end) throws InterruptedException, ExecutionException {
        List<Sent> all = new ArrayList<>();
        while (System.nanoTime() < end) {
            long started = System.nanoTime();
            producer.send(records.get(Math.floorMod(next.getAndIncrement(), records.size())))
                    .get();
            long now = System.nanoTime();
            all.add(new Sent(now, now - started));
        }
        return all;
    }

    @Override
    public void close() {
        producer.close();
    }
}
