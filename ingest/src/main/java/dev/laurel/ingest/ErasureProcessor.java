package dev.laurel.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.check.Rejection;
import dev.laurel.ingest.check.RejectionReason;
import dev.laurel.ingest.erase.ErasedPeople;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.ErasureState;
import dev.laurel.schema.ErasureStatus;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Topics;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes people out of the stores of a task, a slice at a time, so that records go on meanwhile; then has the stores' files merged, and says so. For one
 * task's thread.
 */
final class ErasureProcessor implements Processor<byte[], Received<ErasureRequest>, byte[], Object> {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureProcessor.class);
    private static final Duration BETWEEN_SLICES = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMinutes(10);
    private static final Duration STIR_INTERVAL = Provisioner.COMPACTION_LAG.dividedBy(14);
    private static final Duration STIR_FOR = Provisioner.COMPACTION_LAG.multipliedBy(2);

    private final Deserializer<ErasureRequest> requests;
    private final Deserializer<FeedbackEvent> feedback;
    private final PairSettings settings;
    private final IngestMetrics metrics;

    private ProcessorContext<byte[], Object> context;
    private ErasedPeople people;
    private List<StoredEntries> stores;
    private DeadLetters deadLetters;
    private Optional<ErasurePass> pass = Optional.empty();
    private List<StoreFiles.Merge> merges = List.of();
    private Instant retry = Instant.EPOCH;

    ErasureProcessor(
            Deserializer<ErasureRequest> requests,
            Deserializer<FeedbackEvent> feedback,
            PairSettings settings,
            IngestMetrics metrics) {
        this.requests = requests;
        this.feedback = feedback;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        StoredEntries erasures = new StoredEntries(context, StoredEntries.ERASURES);
        this.people = new ErasedPeople(erasures);
        this.stores = List.of(
                erasures,
                new StoredEntries(context, StoredEntries.LEDGERS),
                new StoredEntries(context, StoredEntries.JOINS));
        this.deadLetters = new DeadLetters(Topics.ERASURES, context, metrics);
        context.schedule(BETWEEN_SLICES, PunctuationType.WALL_CLOCK_TIME, this::goOn);
        context.schedule(STIR_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::keepAwake);
    }

    @Override
    public void process(Record<byte[], Received<ErasureRequest>> record) {
        metrics.received(Topics.ERASURES);
        Optional<Rejection> rejection = check(record);
        if (rejection.isPresent()) {
            deadLetters.put(record, rejection.get());
        } else {
            people.add(record.value().value(), record.value().kept());
        }
    }

    private static Optional<Rejection> check(Record<byte[], Received<ErasureRequest>> record) {
        if (record.value() == null) {
            return Optional.of(new Rejection(RejectionReason.MISSING_VALUE, "value", "is null"));
        }
        ErasureRequest request = record.value().value();
        Findings findings = new Findings();
        findings.expectName(request.getErasureId(), "erasure_id");
        findings.expectTenant(request.getTenant());
        findings.expectName(request.getSubject(), "subject");
        return findings.first();
    }

    private void goOn(long time) {
        try {
            if (!merges.isEmpty()) {
                goOnAfterMerges();
            } else if (pass.isPresent()) {
                search(pass.get());
            } else if (!now().isBefore(retry)) {
                begin();
            }
        } catch (SerializationException e) { // of a record, other than a silent registry
            beStuck(e);
        } catch (KafkaException e) { // a store, or the registry
            throw e;
        } catch (RuntimeException e) {
            beStuck(e);
        }
    }

    private void begin() {
        List<ErasedPeople.UnderWay> underWay = people.underWay();
        if (!underWay.isEmpty()) {
            pass = Optional.of(new ErasurePass(
                    context,
                    underWay,
                    people,
                    value -> requests.deserialize(Topics.ERASURES.name(), value),
                    value -> feedback.deserialize(Topics.FEEDBACK.name(), value),
                    settings,
                    metrics));
        }
    }

    private void search(ErasurePass searching) {
        if (searching.slice()) {
            stir(now());
            new EarlierLedgerStore(context).flush();
            merge(stores);
        }
    }

    private void goOnAfterMerges() {
        if (!merges.stream().allMatch(StoreFiles.Merge::hasEnded)) {
            return;
        }
        endMerges();
        if (pass.isPresent()) {
            complete(pass.get());
            stir(now());
            stores.forEach(StoredEntries::flush); // of the files that were merged nothing is known any more
            stir(now());
            merge(stores.subList(0, 1)); // nor of the requests
        }
    }

    /** What stands in the way is said, and tried again later; records go on meanwhile. */
    private void beStuck(RuntimeException fault) {
        String kind = fault.getClass().getName();
        StackTraceElement[] stack = fault.getStackTrace();
        LOG.error(
                "erasure is stuck task={} exception={} at={}",
                context.taskId(),
                kind,
                stack.length == 0 ? "unknown" : stack[0]);
        endMerges();
        pass.ifPresent(stuck ->
                stuck.ended(ErasureState.STUCK, List.of("met a " + kind)).forEach(this::tell));
        pass = Optional.empty();
        retry = now().plus(RETRY);
    }

    private void merge(List<StoredEntries> which) {
        merges = which.stream()
                .map(store -> store.merge(context.stateDir().toPath()))
                .toList();
    }

    /** The requests are forgotten only now, so that a task which is interrupted begins anew. */
    private void complete(ErasurePass done) {
        for (ErasureStatus status : done.ended(ErasureState.DONE, List.of())) {
            people.complete(status.getErasureId(), now());
            metrics.erased();
            tell(status);
        }
        pass = Optional.empty();
    }

    private void tell(ErasureStatus status) {
        byte[] key = status.getErasureId().getBytes(StandardCharsets.UTF_8);
        context.forward(
                new Record<>(key, (Object) status, now().toEpochMilli(), new RecordHeaders()),
                IngestTopology.ERASURE_STATUS);
    }

    /** Brokers do not compact the last segment of a log, and begin another one only when something is written. */
    private void keepAwake(long time) {
        Instant now = Instant.ofEpochMilli(time);
        if (people.latest().filter(last -> last.isAfter(now.minus(STIR_FOR))).isPresent()) {
            stir(now);
        }
    }

    /** Writes something to each store that says nothing. */
    private void stir(Instant now) {
        stores.forEach(store -> new ErasedPeople(store).stir(now));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private void endMerges() {
        merges.forEach(StoreFiles.Merge::cancel);
        merges = List.of();
    }

    @Override
    public void close() {
        endMerges();
    }
}
