package dev.laurel.scorer.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.Origin;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.ScoredResponses;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;
import dev.laurel.schema.Timings;
import dev.laurel.scorer.Samples;
import dev.laurel.scorer.select.Candidate;
import dev.laurel.scorer.select.GroupRules;
import dev.laurel.scorer.watch.ScorerMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A second processor takes over the stores of a first, as after a crash. */
class CandidateGroupsRestartTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicLong step = new AtomicLong();
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();

    @BeforeEach
    void createStores() {
        context.setRecordMetadata("responses.generated.v1", 0, 0);
        for (String name : List.of(GroupStore.GROUPS, GroupStore.CANDIDATES)) {
            KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
    }

    @Test
    void completesAGroupThatBeganBefore() {
        CandidateGroups first = processorAt(START);
        first.process(record("a", 1, START));
        first.process(record("b", 3, START));

        CandidateGroups second = processorAt(START.plus(Duration.ofHours(1)));
        second.process(record("b", 3, START));
        assertThat(context.forwarded()).isEmpty();
        second.process(record("c", 2, START.plusSeconds(1)));

        SelectedResponse group = onlySelected();
        assertThat(group.getClosedBy()).isEqualTo(ClosedBy.COMPLETE);
        assertThat(group.getSelected().get(0).getResponseId()).isEqualTo("b");
        assertThat(group.getCandidates()).hasSize(3);
    }

    @Test
    void doesNotCountTheTimeInWhichNobodyRan() {
        processorAt(START).process(record("a", 1, START));
        Instant back = START.plus(Duration.ofHours(1));
        processorAt(back);

        punctuate(back.plusSeconds(10));
        assertThat(context.forwarded()).isEmpty();
        punctuate(back.plus(TIMEOUT));

        SelectedResponse group = onlySelected();
        assertThat(group.getClosedBy()).isEqualTo(ClosedBy.TIMEOUT);
        assertThat(group.getMissing()).isEqualTo(2);
    }

    @Test
    void remembersAGroupThatHasEnded() {
        CandidateGroups first = processorAt(START);
        Stream.of("a", "b", "c").forEach(id -> first.process(record(id, 1, START)));
        onlySelected();
        context.resetForwards();

        processorAt(START.plusSeconds(60)).process(record("a", 1, START.plusSeconds(1)));

        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void endsManyOverdueGroupsInSlicesThatATransactionHasRoomFor() {
        CandidateGroups processor = processorAt(START);
        for (int i = 0; i < 100; i++) {
            processor.process(record("a", 1, START, "g" + i));
        }
        step.set(TimeUnit.MILLISECONDS.toNanos(300)); // which a group takes

        punctuate(START.plus(TIMEOUT));
        assertThat(context.forwarded()).hasSize(4);
        for (int i = 1; i < 25; i++) {
            punctuate(START.plus(TIMEOUT).plusSeconds(i));
        }

        assertThat(context.forwarded()).hasSize(100);
    }

    @Test
    void forgetsAGroupWhoseBytesAreNoneAndBeginsItAnew() {
        KeyValueStore<String, byte[]> groups = context.getStateStore(GroupStore.GROUPS);
        processorAt(START).process(record("a", 1, START));
        String key = groups.all().next().key;
        for (byte[] garbage : List.of(new byte[0], new byte[] {1}, new byte[] {1, -1, -1, -1, -1}, new byte[] {9, 9})) {
            groups.put(key, garbage);

            CandidateGroups next = processorAt(START);

            assertThat(groups.all()).isExhausted();
            groups.put(key, garbage);
            next.process(record("b", 1, START));
            assertThat(groups.get(key)).isNotEqualTo(garbage);
        }
    }

    @Test
    void countsACandidateWhoseTextsAreLostAsMissing() {
        KeyValueStore<String, byte[]> candidates = context.getStateStore(GroupStore.CANDIDATES);
        CandidateGroups processor = processorAt(START);
        processor.process(record("a", 9, START));
        candidates.delete(candidates.all().next().key);
        processor.process(record("b", 8, START));
        String second = candidates.all().next().key;
        candidates.put(second, new byte[] {1, 2, 3});

        processor.process(record("c", 1, START));

        assertThat(onlySelected().getSelected())
                .extracting(Selection::getResponseId)
                .containsExactly("c");
        assertThat(candidates.all()).isExhausted();
    }

    private CandidateGroups processorAt(Instant wall) {
        context.setCurrentSystemTimeMs(wall.toEpochMilli());
        CandidateGroups processor = new CandidateGroups(
                new GroupRules(1, TIMEOUT, Duration.ofHours(1), 8),
                Samples.scored(),
                Samples.selected().serializer(),
                100_000,
                new ScorerMetrics(new SimpleMeterRegistry()),
                () -> nanoTime.getAndAdd(step.get()));
        processor.init(context);
        return processor;
    }

    private void punctuate(Instant wall) {
        context.scheduledPunctuators()
                .get(context.scheduledPunctuators().size() - 1)
                .getPunctuator()
                .punctuate(wall.toEpochMilli());
    }

    private SelectedResponse onlySelected() {
        assertThat(context.forwarded()).hasSize(1);
        return Samples.selected()
                .deserializer()
                .deserialize("", context.forwarded().get(0).record().value());
    }

    private static Record<byte[], Candidate> record(String id, double normalized, Instant at) {
        return record(id, normalized, at, "g1");
    }

    private static Record<byte[], Candidate> record(String id, double normalized, Instant at, String group) {
        ScoredResponse scored = ScoredResponses.of(
                        Samples.response(id).setGroupId(group).setGroupSize(3).build())
                .setReward(normalized)
                .setNormalizedReward(normalized)
                .setModelLine("default")
                .setModelVersion(1)
                .setWeightDigest("cafe")
                .setTokens(9)
                .setOrigin(new Origin("responses.generated.v1", 0, 0L))
                .setTimings(new Timings(START, START, 1, "scorer-a"))
                .build();
        Candidate candidate = Candidate.of(
                        Samples.response(id).setGroupId(group).setGroupSize(3).build(),
                        Optional.of(Samples.scored().serializer().serialize("", scored)))
                .orElseThrow();
        return new Record<>("acme/p1".getBytes(StandardCharsets.UTF_8), candidate, at.toEpochMilli());
    }
}
