package dev.laurel.scorer.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.reward.text.Conversation;
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
import dev.laurel.scorer.live.ShadowModel;
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
    private final BatchBounds bounds;
    private final ScorerMetrics metrics;
    private final Clock clock;

    /**
     * @param reader throws SerializationException for what is no response
     * @param bounds the time limits that a batch must stay within
     */
    public BatchScorer(
            Deserializer<GeneratedResponse> reader,
            Lines lines,
            LiveModels models,
            BatchBounds bounds,
            ScorerMetrics metrics,
            Clock clock) {
        this.reader = reader;
        this.lines = lines;
        this.models = models;
        this.bounds = bounds;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A record and what is to be judged of it. */
    private record Candidate(ConsumerRecord<byte[], byte[]> record, Eligibility.Admitted admitted) {}

    /** What is known of a batch so far: judgements of its records, and what challengers say beside them. */
    private record Verdicts(
            Map<ConsumerRecord<byte[], byte[]>, Judgement> judgements,
            Map<ConsumerRecord<byte[], byte[]>, Reward> shadows) {}

    /**
     * Scores the records of a batch and marks them, in place.
     *
     * @throws RegistryUnavailableException if a record needs a schema that the registry does not give now; the batch must be polled again
     */
    void score(List<ConsumerRecord<byte[], byte[]>> batch) {
        Instant polled = clock.instant();
        metrics.waited(batch.stream().map(record -> waited(record, polled)).toList());
        Verdicts verdicts = new Verdicts(new LinkedHashMap<>(), new LinkedHashMap<>());
        Map<String, List<Candidate>> byLine = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            Eligibility admission = admit(record);
            if (admission instanceof Eligibility.Admitted admitted) {
                byLine.computeIfAbsent(admitted.line(), line -> new ArrayList<>())
                        .add(new Candidate(record, admitted));
            } else if (admission instanceof Eligibility.Refused refused) {
                verdicts.judgements().put(record, refused.failure());
            }
        }
        Instant started;
        try (Lease lease = models.lease(byLine.keySet(), bounds.patience())) {
            started = lease.taken();
            byLine.forEach((line, candidates) -> judge(line, lease, candidates, verdicts));
        }
        Instant scored = clock.instant();
        List<Judgement> judgements = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) { // each and every one, lest a forged outcome be believed
            Judgement judgement = verdicts.judgements().get(record);
            judgements.add(judgement);
            Optional<Reward> shadow = Optional.ofNullable(verdicts.shadows().get(record));
            OutcomeHeader.write(record.headers(), new Outcome(judgement, shadow, started, scored, batch.size()));
        }
        logFailures(judgements);
        Duration took = Duration.between(polled, scored);
        metrics.batch(batch.size(), tokens(judgements), took);
        if (bounds.strains(took)) {
            LOG.warn(
                    "batch took {} s, too close to laurel.scorer.max-poll-interval {} s or laurel.scorer.transaction-timeout {} s:"
                            + " raise them, or lower laurel.scorer.batch.max-responses responses={}",
                    took.toSeconds(),
                    bounds.maxPollInterval().toSeconds(),
                    bounds.transactionTimeout().toSeconds(),
                    batch.size());
        }
    }

    /** Oldest record formats have no timestamp. */
    private static Duration waited(ConsumerRecord<byte[], byte[]> record, Instant polled) {
        return record.timestamp() < 0
                ? Duration.ZERO
                : Duration.between(Instant.ofEpochMilli(record.timestamp()), polled);
    }

    /** Nothing is waiting. */
    void idle() {
        metrics.idle();
    }

    private Eligibility admit(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Eligibility.Refused(new Failure(Reason.NO_VALUE, "the record has no value"));
        }
        try {
            GeneratedResponse response = reader.deserialize(record.topic(), record.headers(), record.value());
            return Eligibility.of(record.key(), response, lines);
        } catch (SerializationException e) {
            return new Eligibility.Refused(new Failure(Reason.UNREADABLE, String.valueOf(e.getMessage())));
        } catch (RuntimeException | StackOverflowError e) {
            if (!Unexpected.isOfTheRecord(e)) {
                throw e;
            }
            return new Eligibility.Refused(Unexpected.failure(e));
        }
    }

    private void judge(String line, Lease lease, List<Candidate> candidates, Verdicts verdicts) {
        Optional<LiveModel> model = lease.model(line);
        if (model.isEmpty()) {
            Failure failure = new Failure(Reason.NO_ACTIVE_MODEL, "line \"" + line + "\" has no active version");
            candidates.forEach(candidate -> verdicts.judgements().put(candidate.record(), failure));
            return;
        }
        List<Judgement> judged = model.get().judge(conversations(candidates));
        for (int i = 0; i < judged.size(); i++) {
            verdicts.judgements().put(candidates.get(i).record(), judged.get(i));
        }
        lease.trial(line).ifPresent(trial -> tryOut(line, trial, candidates, verdicts));
    }

    /** Lets a challenger judge its share. Whatever goes wrong with it costs no response anything. */
    private void tryOut(String line, ShadowModel trial, List<Candidate> candidates, Verdicts verdicts) {
        List<Candidate> share = candidates.stream()
                .filter(candidate -> trial.terms().covers(candidate.admitted().responseId()))
                .toList();
        try {
            List<Judgement> judged = trial.model().judge(conversations(share));
            for (int i = 0; i < judged.size(); i++) {
                if (judged.get(i) instanceof Reward reward) {
                    verdicts.shadows().put(share.get(i).record(), reward);
                }
            }
            metrics.shadowed(line, share.size());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn("challenger failed line={} batch={}", line, share.size(), e);
        }
    }

    private static List<Conversation> conversations(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.admitted().conversation())
                .toList();
    }

    private static void logFailures(List<Judgement> judgements) {
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

    private static long tokens(List<Judgement> judgements) {
        long tokens = 0;
        for (Judgement judgement : judgements) {
            tokens += judgement instanceof Reward reward ? reward.tokens() : 0;
        }
        return tokens;
    }
}
