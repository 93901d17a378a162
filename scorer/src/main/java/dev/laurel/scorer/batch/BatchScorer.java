package dev.laurel.scorer.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.reward.text.Message;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.watch.ScorerMetrics;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the responses of one poll together: one lease of the models for the whole batch, so that each line's part is scored by exactly one version.
 * The outcome of every record, reward or failure, is put on the record as its {@link OutcomeHeader}. For one thread.
 */
public final class BatchScorer {

    private static final Logger LOG = LoggerFactory.getLogger(BatchScorer.class);

    private final Deserializer<GeneratedResponse> reader;
    private final Lines lines;
    private final LiveModels models;
    private final Duration patience;
    private final ScorerMetrics metrics;
    private final Clock clock;

    /**
     * @param reader throws SerializationException for what is no response
     * @param patience how long a batch may wait for a line's first version to be loaded
     */
    public BatchScorer(
            Deserializer<GeneratedResponse> reader,
            Lines lines,
            LiveModels models,
            Duration patience,
            ScorerMetrics metrics,
            Clock clock) {
        this.reader = reader;
        this.lines = lines;
        this.models = models;
        this.patience = patience;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A record and the conversation to judge. */
    private record Candidate(ConsumerRecord<byte[], byte[]> record, List<Message> conversation) {}

    /**
     * Scores the records of a batch and marks them, in place.
     *
     * @throws RegistryUnavailableException if a record needs a schema that the registry does not give now; the batch must be polled again
     */
    void score(List<ConsumerRecord<byte[], byte[]>> batch) {
        Instant started = clock.instant();
        Map<ConsumerRecord<byte[], byte[]>, Judgement> judgements = new LinkedHashMap<>();
        Map<String, List<Candidate>> byLine = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            OutcomeHeader.strip(record.headers());
            Admission admission = admit(record);
            if (admission instanceof Admission.Admitted admitted) {
                byLine.computeIfAbsent(admitted.line(), line -> new ArrayList<>())
                        .add(new Candidate(record, admitted.conversation()));
            } else if (admission instanceof Admission.Refused refused) {
                judgements.put(record, refused.failure());
            }
        }
        try (Lease lease = models.lease(byLine.keySet(), patience)) {
            byLine.forEach((line, candidates) -> {
                List<Judgement> judged = judge(line, lease.model(line), candidates);
                for (int i = 0; i < judged.size(); i++) {
                    judgements.put(candidates.get(i).record(), judged.get(i));
                }
            });
        }
        Instant scored = clock.instant();
        judgements.forEach((record, judgement) ->
                OutcomeHeader.write(record.headers(), new Outcome(judgement, started, scored, batch.size())));
        logFailures(judgements.values());
        metrics.batch(batch.size(), tokens(judgements.values()), Duration.between(started, scored));
    }

    private Admission admit(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Admission.Refused(new Failure(Reason.NO_VALUE, "the record has no value"));
        }
        try {
            GeneratedResponse response = reader.deserialize(record.topic(), record.headers(), record.value());
            return Admission.of(record.key(), response, lines);
        } catch (SerializationException e) {
            return new Admission.Refused(new Failure(Reason.UNREADABLE, String.valueOf(e.getMessage())));
        }
    }

    private static List<Judgement> judge(String line, Optional<LiveModel> model, List<Candidate> candidates) {
        if (model.isEmpty()) {
            Failure failure = new Failure(Reason.NO_ACTIVE_MODEL, "line \"" + line + "\" has no active version");
            return candidates.stream().map(candidate -> (Judgement) failure).toList();
        }
        return model.get()
                .judge(candidates.stream().map(Candidate::conversation).toList());
    }

    private static void logFailures(Collection<Judgement> judgements) {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (Judgement judgement : judgements) {
            if (judgement instanceof Failure failure) {
                reasons.merge(failure.reason(), 1, Integer::sum);
            }
        }
        if (!reasons.isEmpty()) {
            LOG.warn("responses set aside batch={} reasons={}", judgements.size(), reasons);
        }
    }

    private static long tokens(Collection<Judgement> judgements) {
        long tokens = 0;
        for (Judgement judgement : judgements) {
            tokens += judgement instanceof Reward reward ? reward.tokens() : 0;
        }
        return tokens;
    }
}
