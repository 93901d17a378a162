package dev.laurel.scorer.stream;

import java.util.Optional;

import dev.laurel.scorer.batch.Unexpected;
import dev.laurel.scorer.drift.DriftWindow;
import dev.laurel.scorer.drift.Sample;
import dev.laurel.scorer.watch.DriftBoard;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the drift windows of one partition, each response once. */
final class DriftWatch implements Processor<byte[], Sample, Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

    static final String WINDOWS = "drift-windows";

    private final DriftBoard board;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, byte[]> windows;

    DriftWatch(DriftBoard board) {
        this.board = board;
    }

    /** By line; written once a commit, however many responses there were. */
    static StoreBuilder<KeyValueStore<String, byte[]>> windows() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(WINDOWS), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.windows = context.getStateStore(WINDOWS);
    }

    @Override
    public void process(Record<byte[], Sample> record) {
        Sample sample = record.value();
        try {
            count(sample);
        } catch (RuntimeException e) {
            if (!Unexpected.isOfTheRecord(e)) {
                throw e;
            }
            LOG.warn(
                    "drift window begins anew line={} reason={}",
                    sample.line(),
                    e.getClass().getName());
            windows.delete(sample.line());
        }
    }

    private void count(Sample sample) {
        String reference = board.rules().referenceName();
        DriftWindow window = Optional.ofNullable(windows.get(sample.line()))
                .map(bytes -> DriftWindow.decode(bytes, reference))
                .orElseGet(() -> DriftWindow.empty(reference));
        window.add(sample, board.rules())
                .ifPresent(drift -> board.report(sample.line(), context.taskId().partition(), drift));
        windows.put(sample.line(), window.encode());
    }

    @Override
    public void close() {
        board.forget(context.taskId().partition());
    }
}
