package dev.laurel.bench.ledger;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.laurel.bench.kit.Await;
import dev.laurel.command.client.Cluster;
import dev.laurel.command.local.LocalStack;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.StackOptions;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures what events cost ingest, workload by workload, on a local stack of its own, and what they cost a bare exactly-once stream. The processor time
 * is that of the whole process, which is warm by then.
 */
final class LedgerBench {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String INGEST = "laurel-ingest";
    private static final String CHANGELOG = "-changelog";
    private static final String COPIED = "bench.copied";
    private static final String COPY = "bench.copy";
    private static final int PARTITIONS = 4;
    private static final int WARM = 4; // times as many events as are measured, until the compiler has done its work

    private final int events;
    private final Consumer<String> next;

    /** @param next hears of each workload */
    LedgerBench(int events, Consumer<String> next) {
        this.events = events;
        this.next = next;
    }

    LedgerReport run() throws IOException, InterruptedException {
        StackOptions options =
                StackOptions.temporary(Checkout.find()).parts(EnumSet.of(Part.BROKER, Part.REGISTRY, Part.INGEST));
        try (LocalStack stack = LocalStack.start(options, List.of(), Map.of());
                Admin admin = stack.cluster().admin();
                KafkaProducer<byte[], byte[]> producer = producer(stack.cluster())) {
            RegistrySerde<FeedbackEvent> serde =
                    new RegistrySerde<>(Topics.FEEDBACK, stack.cluster().registry());
            Stream stream = new Stream(admin, producer, serde);
            ProcessHandle ingest = stack.stack().process(Part.INGEST);
            for (Workload warm : workloads("warm")) {
                next.accept(warm.name());
                stream.cost(warm, WARM * events, ingest, Topics.FEEDBACK.name(), Topics.PAIRS.name(), INGEST);
            }
            List<LedgerReport.Cost> costs = new ArrayList<>();
            for (Workload workload : workloads("run")) {
                costs.add(measure(stream, ingest, workload));
            }
            return new LedgerReport(events, costs, passThrough(stack, stream));
        }
    }

    private static List<Workload> workloads(String run) {
        return List.of(
                Workload.spreadComparisons(run + "-sc"),
                Workload.hotComparisons(run + "-hc"),
                Workload.spreadThumbs(run + "-st"),
                Workload.hotThumbs(run + "-ht"));
    }

    private LedgerReport.Cost measure(Stream stream, ProcessHandle process, Workload workload) {
        next.accept(workload.name());
        return stream.cost(workload, events, process, Topics.FEEDBACK.name(), Topics.PAIRS.name(), INGEST);
    }

    private LedgerReport.Cost passThrough(LocalStack stack, Stream stream) throws IOException, InterruptedException {
        next.accept("pass-through");
        stream.create(COPIED);
        stream.create(COPY);
        Path state = Files.createTempDirectory("laurel-pass-through-");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath(),
                PassThrough.class.getName(),
                stack.stack().bootstrapServers(),
                COPIED,
                COPY,
                state.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(state.resolve("log").toFile())
                .start();
        try {
            String group = PassThrough.group(COPIED);
            stream.cost(Workload.spreadComparisons("warm-pt"), WARM * events, process.toHandle(), COPIED, COPY, group);
            return stream.cost(
                    Workload.spreadComparisons("run-pt").named("pass-through"),
                    events,
                    process.toHandle(),
                    COPIED,
                    COPY,
                    group);
        } finally {
            process.destroy();
            process.waitFor();
            delete(state.toFile());
        }
    }

    /** This jar, on the libraries that ingest runs on. */
    private static String classPath() {
        try {
            Path own = Path.of(PassThrough.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path libraries = Checkout.find().root().resolve("ingest/target/quarkus-app/lib/main");
            return own + File.pathSeparator + libraries + File.separator + "*";
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // a place of code has a path
        }
    }

    private static void delete(File file) {
        Optional.ofNullable(file.listFiles())
                .ifPresent(children -> List.of(children).forEach(LedgerBench::delete));
        file.delete();
    }

    private static KafkaProducer<byte[], byte[]> producer(Cluster cluster) {
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put("linger.ms", 5);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Topics, and how far a group has got with them. */
    private record Stream(Admin admin, KafkaProducer<byte[], byte[]> producer, RegistrySerde<FeedbackEvent> serde) {

        LedgerReport.Cost cost(
                Workload workload, int count, ProcessHandle process, String in, String out, String group) {
            List<ProducerRecord<byte[], byte[]>> records = workload.events(count).stream()
                    .map(event -> record(in, event))
                    .toList();
            settled(group, in);
            long changelog = changelogBytes();
            long published = end(out);
            Duration cpu = process.info().totalCpuDuration().orElseThrow();
            long begin = System.nanoTime();
            records.forEach(producer::send);
            producer.flush();
            settled(group, in);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Duration used = process.info().totalCpuDuration().orElseThrow().minus(cpu);
            return new LedgerReport.Cost(
                    workload.name(),
                    used.toMillis() / 1e3,
                    seconds,
                    changelogBytes() - changelog,
                    end(out) - published);
        }

        private ProducerRecord<byte[], byte[]> record(String topic, FeedbackEvent event) {
            byte[] key = new PromptKey(event.getTenant(), event.getPromptId())
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(topic, key, serde.serializer().serialize(Topics.FEEDBACK.name(), event));
        }

        void create(String topic) {
            get(() -> admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get());
        }

        /** Waits until the group has committed all of a topic. */
        private void settled(String group, String topic) {
            Await.until(group + " to process " + topic, PATIENCE, () -> end(topic) == committed(group, topic));
        }

        private long committed(String group, String topic) {
            return get(() -> admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .entrySet()
                    .stream()
                    .filter(partition -> partition.getKey().topic().equals(topic))
                    .mapToLong(partition -> partition.getValue() == null
                            ? 0
                            : partition.getValue().offset())
                    .sum();
        }

        private long end(String topic) {
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            return get(() -> admin.listOffsets(partitions).all().get()).values().stream()
                    .mapToLong(found -> found.offset())
                    .sum();
        }

        private long changelogBytes() {
            List<Integer> brokers = get(() -> admin.describeCluster().nodes().get()).stream()
                    .map(node -> node.id())
                    .collect(Collectors.toList());
            return get(() -> admin.describeLogDirs(brokers).allDescriptions().get()).values().stream()
                    .flatMap(dirs -> dirs.values().stream())
                    .flatMap(dir -> dir.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().endsWith(CHANGELOG))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }

        private static <T> T get(Question<T> question) {
            try {
                return question.answer();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the broker does not tell: " + e.getCause(), e);
            }
        }

        private interface Question<T> {
            T answer() throws ExecutionException, InterruptedException;
        }
    }
}
