package dev.laurel.scorer.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Topics;
import dev.laurel.scorer.batch.Unexpected;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.select.BestOfN;
import dev.laurel.scorer.select.Candidate;
import dev.laurel.scorer.select.Group;
import dev.laurel.scorer.select.GroupClock;
import dev.laurel.scorer.select.GroupRules;
import dev.laurel.scorer.select.GroupRules.Arrival;
import dev.laurel.scorer.watch.ScorerMetrics;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the candidates of each group in the order in which they come, and writes the best when the group is complete or its time has passed. A group is
 * written once: its end is part of the transaction that writes it.
 */
final class CandidateGroups implements Processor<byte[], Candidate, byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(CandidateGroups.class);

    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

    /** How long one check may take, in nanoseconds: far below any transaction timeout, however many groups are due. */
    private static final long SLICE = TimeUnit.SECONDS.toNanos(1);

    private final GroupRules rules;
    private final Deserializer<ScoredResponse> scored;
    private final Serializer<SelectedResponse> selected;
    private final int maxRecordBytes;
    private final ScorerMetrics metrics;
    private final LongSupplier nanoTime;

    private ProcessorContext<byte[], byte[]> context;
    private GroupStore groups;
    private GroupClock clock;

    /**
     * Gatherer of one partition.
     *
     * @param maxRecordBytes most bytes of a record in the topics it writes to
     * @param nanoTime as {@link System#nanoTime}
     */
    CandidateGroups(
            GroupRules rules,
            Serde<ScoredResponse> scored,
            Serializer<SelectedResponse> selected,
            int maxRecordBytes,
            ScorerMetrics metrics,
            LongSupplier nanoTime) {
        this.rules = rules;
        this.scored = scored.deserializer();
        this.selected = selected;
        this.maxRecordBytes = maxRecordBytes;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.groups = new GroupStore(context, rules);
        this.clock = new GroupClock(groups.latest(), wall());
        context.schedule(CHECK_EVERY, PunctuationType.WALL_CLOCK_TIME, wall -> {
            Instant now = clock.now(Instant.ofEpochMilli(wall));
            endOverdue(now);
        });
    }

    /** Ends what is due, as far as the slice reaches; the rest at the next check. */
    private void endOverdue(Instant now) {
        long started = nanoTime.getAsLong();
        do {
            Optional<Group> due = groups.nextOverdue(now);
            if (due.isEmpty()) {
                return;
            }
            end(due.get(), now);
        } while (nanoTime.getAsLong() - started < SLICE);
    }

    @Override
    public void process(Record<byte[], Candidate> record) {
        try {
            arrive(record);
        } catch (RuntimeException | StackOverflowError e) {
            if (!Unexpected.isOfTheRecord(e)) {
                throw e;
            }
            setAside(record, Reason.UNEXPECTED.name(), Unexpected.failure(e).message());
        }
    }

    private void arrive(Record<byte[], Candidate> record) {
        Candidate candidate = record.value();
        Instant now = clock.see(Instant.ofEpochMilli(record.timestamp()), wall());
        Optional<Group> known = groups.find(candidate.group());
        if (known.isPresent() && rules.isOverdue(known.get(), now)) {
            known = end(known.get(), now);
        }
        Arrival arrival = rules.arrive(known, candidate, now);
        if (arrival instanceof Arrival.Counted counted) {
            if (known.isEmpty()) {
                metrics.groupOpened();
            }
            count(candidate, counted.group(), now);
        } else if (arrival instanceof Arrival.Late late) {
            groups.keep(late.group());
            setAside(record, "LATE_CANDIDATE", late.reason());
        } else if (arrival instanceof Arrival.Refused refused) {
            setAside(record, "CANDIDATE_REFUSED", refused.reason());
        } else if (arrival instanceof Arrival.Repeated) {
            metrics.candidateAside("REPEATED");
        }
    }

    private void count(Candidate candidate, Group group, Instant now) {
        groups.keep(candidate);
        if (group.isComplete()) {
            close(group, ClosedBy.COMPLETE, now);
        } else {
            groups.keep(group);
        }
    }

    /** Closes a group that gathers, and forgets one that has ended; what is then known of it. */
    private Optional<Group> end(Group group, Instant now) {
        if (group.end().isEmpty()) {
            return Optional.of(close(group, ClosedBy.TIMEOUT, now));
        }
        groups.forget(group);
        return Optional.empty();
    }

    private Group close(Group group, ClosedBy by, Instant now) {
        Group closed = group.closed(by, now);
        try {
            byte[] key = new PromptKey(group.name().tenant(), group.name().promptId()).toBytes();
            Record<byte[], byte[]> selection = new Record<>(key, new byte[0], now.toEpochMilli(), new RecordHeaders());
            context.forward(largestThatFits(selection, closed), ScorerTopology.SELECTED);
            metrics.groupClosed(by.name());
        } catch (RuntimeException | StackOverflowError e) {
            if (!Unexpected.isOfTheRecord(e)) {
                throw e;
            }
            LOG.error(
                    "group not written candidates={} reason={}",
                    group.scored().size(),
                    e.getClass().getName());
            metrics.candidateAside(Reason.UNEXPECTED.name());
        }
        groups.dropCandidates(closed);
        groups.keep(closed);
        return closed;
    }

    /** Of a group that is too large for a record first fewer are selected, then fewer named. One after the other is in memory with its texts. */
    private Record<byte[], byte[]> largestThatFits(Record<byte[], byte[]> selection, Group closed) {
        Group group = closed;
        List<ScoredResponse> ranked = BestOfN.ranked(closed.scored().stream()
                .flatMap(id -> read(closed, id).stream())
                .map(BestOfN::withoutTexts)
                .toList());
        List<ScoredResponse> whole = best(closed, ranked);
        while (true) {
            SelectedResponse best = BestOfN.select(group, ranked, whole, rules.wanted());
            Record<byte[], byte[]> record = selection.withValue(selected.serialize(Topics.SELECTED.name(), best));
            if (ScoredRecords.bytes(record) <= maxRecordBytes
                    || ranked.isEmpty() && group.unscored().isEmpty()) {
                return record;
            }
            if (!whole.isEmpty()) {
                whole = whole.subList(0, whole.size() - Math.max(1, whole.size() / 16));
            } else if (!ranked.isEmpty()) {
                ranked = ranked.subList(0, ranked.size() / 2);
            } else {
                group = group.withoutUnscored();
            }
        }
    }

    /** The best with their texts, as many as are wanted and a record could hold. */
    private List<ScoredResponse> best(Group group, List<ScoredResponse> ranked) {
        List<ScoredResponse> whole = new ArrayList<>();
        long bytes = 0;
        for (ScoredResponse candidate : ranked.subList(0, Math.min(rules.wanted(), ranked.size()))) {
            bytes += groups.candidate(group, candidate.getResponseId()).orElseThrow().length;
            if (bytes > 2L * maxRecordBytes) {
                break;
            }
            whole.add(read(group, candidate.getResponseId()).orElseThrow());
        }
        return whole;
    }

    /** Empty if it is lost, or is no scored record. */
    private Optional<ScoredResponse> read(Group group, String responseId) {
        try {
            return groups.candidate(group, responseId).map(bytes -> scored.deserialize(Topics.SCORED.name(), bytes));
        } catch (RuntimeException e) {
            if (!Unexpected.isOfTheRecord(e)) {
                throw e;
            }
            metrics.candidateAside(Reason.UNREADABLE.name());
            return Optional.empty();
        }
    }

    /** The scored record, with the place of the response it came from; a response without a reward is a dead letter already. */
    private void setAside(Record<byte[], Candidate> record, String kind, String reason) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        record.value().scored().ifPresent(value -> {
            DeadLetter letter = new DeadLetter(reason, kind, place.topic(), place.partition(), place.offset());
            context.forward(letter.of(record.withValue(value), maxRecordBytes), ScorerTopology.ASIDE);
        });
        metrics.candidateAside(kind);
    }

    private Instant wall() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
