package dev.laurel.scorer.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Topics;
import dev.laurel.scorer.select.BestOfN;
import dev.laurel.scorer.select.Candidate;
import dev.laurel.scorer.select.Group;
import dev.laurel.scorer.select.GroupClock;
import dev.laurel.scorer.select.GroupRules;
import dev.laurel.scorer.select.GroupRules.Arrival;
import dev.laurel.scorer.watch.ScorerMetrics;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Gathers the candidates of each group in the order in which they come, and writes the best when the group is complete or its time has passed. A group is
 * written once: its end is part of the transaction that writes it.
 */
final class CandidateGroups implements Processor<byte[], Candidate, byte[], byte[]> {

    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

    private final GroupRules rules;
    private final Deserializer<ScoredResponse> scored;
    private final Serializer<SelectedResponse> selected;
    private final int maxRecordBytes;
    private final ScorerMetrics metrics;

    private ProcessorContext<byte[], byte[]> context;
    private GroupStore groups;
    private GroupClock clock;

    /** @param maxRecordBytes most bytes of a record in the topics it writes to */
    CandidateGroups(
            GroupRules rules,
            Serde<ScoredResponse> scored,
            Serializer<SelectedResponse> selected,
            int maxRecordBytes,
            ScorerMetrics metrics) {
        this.rules = rules;
        this.scored = scored.deserializer();
        this.selected = selected;
        this.maxRecordBytes = maxRecordBytes;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.groups = new GroupStore(context, rules);
        this.clock = new GroupClock(groups.latest(), wall());
        context.schedule(CHECK_EVERY, PunctuationType.WALL_CLOCK_TIME, wall -> {
            Instant now = clock.now(Instant.ofEpochMilli(wall));
            groups.overdue(now).forEach(group -> end(group, now));
        });
    }

    @Override
    public void process(Record<byte[], Candidate> record) {
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
        List<ScoredResponse> candidates = groups.takeCandidates(closed).stream()
                .map(bytes -> scored.deserialize(Topics.SCORED.name(), bytes))
                .toList();
        byte[] key = new PromptKey(group.name().tenant(), group.name().promptId()).toBytes();
        byte[] value = largestThatFits(closed, candidates, key.length);
        context.forward(new Record<>(key, value, now.toEpochMilli(), new RecordHeaders()), ScorerTopology.SELECTED);
        groups.keep(closed);
        metrics.groupClosed(by.name());
        return closed;
    }

    private byte[] largestThatFits(Group group, List<ScoredResponse> candidates, int keyBytes) {
        byte[] value = new byte[0];
        for (int atMost = rules.wanted(); atMost >= 0; atMost--) {
            SelectedResponse best = BestOfN.select(group, candidates, rules.wanted(), atMost);
            value = selected.serialize(Topics.SELECTED.name(), best);
            if (RecordSize.OVERHEAD_BYTES + keyBytes + value.length <= maxRecordBytes) {
                break;
            }
        }
        return value;
    }

    /** The scored record, with the place of the response it came from; a response without a reward is a dead letter already. */
    private void setAside(Record<byte[], Candidate> record, String kind, String reason) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        record.value().scored().ifPresent(value -> {
            Headers headers = new RecordHeaders();
            new DeadLetter(reason, kind, place.topic(), place.partition(), place.offset()).addTo(headers);
            Record<byte[], byte[]> letter = record.withValue(value).withHeaders(headers);
            context.forward(
                    RecordSize.of(letter) > maxRecordBytes ? letter.withValue(null) : letter, ScorerTopology.ASIDE);
        });
        metrics.candidateAside(kind);
    }

    private Instant wall() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
