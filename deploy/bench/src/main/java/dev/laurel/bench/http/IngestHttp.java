package dev.laurel.bench.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import dev.laurel.bench.http.IngestHttpReport.Load;
import dev.laurel.bench.http.IngestHttpReport.Processors;
import dev.laurel.bench.kit.CaughtUp;
import dev.laurel.bench.kit.Progress;
import dev.laurel.command.client.TopicReader;
import dev.laurel.command.local.LocalStack;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.StackOptions;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Measures ingest over HTTP, each event of a prompt of its own, and in turn a bare producer of the records that ingest made of such events. */
public final class IngestHttp {

    private static final String BARE = "bench.bare";
    private static final int PARTITIONS = 4;
    private static final int MOST_RECORDS = 20_000;
    private static final String TEXT = "The answer goes on at some length, as answers do. ".repeat(6);

    private final IngestHttpOptions options;
    private final Progress progress;

    public IngestHttp(IngestHttpOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    public IngestHttpReport run() throws InterruptedException {
        progress.next("start broker, registry and ingest");
        StackOptions parts =
                StackOptions.temporary(Checkout.find()).parts(EnumSet.of(Part.BROKER, Part.REGISTRY, Part.INGEST));
        try (LocalStack stack = LocalStack.start(parts, List.of(), Map.of())) {
            createTopic(stack);
            HttpLoad load = HttpLoad.feedback(stack.url(Part.INGEST), IngestHttp::event);
            progress.next("warm-up");
            load.run(options.connections(), options.seconds());
            CaughtUp.await(stack.cluster());
            List<ProducerRecord<byte[], byte[]>> records = records(stack);
            try (BareProducer producer = new BareProducer(stack.cluster(), records)) {
                producer.run(options.connections(), Math.max(1, options.seconds() / 2));
                List<Load> ingest = new ArrayList<>();
                List<Load> bare = new ArrayList<>();
                for (int round = 0; round < options.rounds(); round++) {
                    progress.next("ingest");
                    ingest.add(measure(stack, () -> load.run(options.connections(), options.seconds())));
                    progress.next("bare producer");
                    bare.add(measure(stack, () -> producer.run(options.connections(), options.seconds())));
                }
                return new IngestHttpReport(
                        options, event(0).length(), records.get(0).value().length, ingest, bare);
            }
        }
    }

    private interface Sending {
        HttpLoad.Outcome run() throws InterruptedException;
    }

    private static Load measure(LocalStack stack, Sending sending) throws InterruptedException {
        Processors before = processors(stack);
        HttpLoad.Outcome outcome = sending.run();
        long answered = System.nanoTime();
        CaughtUp.await(stack.cluster());
        double catchingUp = (System.nanoTime() - answered) / 1e9;
        return Load.of(outcome, processors(stack).since(before), catchingUp);
    }

    private static Processors processors(LocalStack stack) {
        return Processors.of(stack.stack().process(Part.INGEST), stack.stack().process(Part.BROKER));
    }

    private static void createTopic(LocalStack stack) throws InterruptedException {
        try (Admin admin = stack.cluster().admin()) {
            admin.createTopics(List.of(new NewTopic(BARE, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker creates no topic: " + e.getCause(), e);
        }
    }

    /** What ingest has made of events, for the other topic. */
    private static List<ProducerRecord<byte[], byte[]>> records(LocalStack stack) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        new TopicReader(stack.cluster()).readBytes(Topics.FEEDBACK.name(), record -> {
            if (records.size() < MOST_RECORDS) {
                records.add(new ProducerRecord<>(BARE, record.key(), record.value()));
            }
        });
        return records;
    }

    private static String event(int number) {
        return """
                {"event_id":"e-%1$d","tenant":"bench","event_time":"2026-01-01T00:00:00Z","source":{"system":"bench","actor":"ANNOTATOR","annotator":"one"},"prompt_id":"p-%1$d",\
                "messages":[{"role":"user","content":"What would you say to that, at some length?"}],\
                "candidates":[{"response_id":"a","content":"First. %2$s"},{"response_id":"b","content":"Second. %2$s"}],\
                "payload":{"comparison":{"response_a":"a","response_b":"b","outcome":"A"}}}"""
                .formatted(number, TEXT);
    }
}
