package dev.laurel.scorer.stream;

import java.util.Optional;
import java.util.function.Supplier;

import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Origin;
import dev.laurel.schema.RecordParts;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.ScoredResponses;
import dev.laurel.schema.Shadow;
import dev.laurel.schema.Timings;
import dev.laurel.schema.Verdict;
import dev.laurel.scorer.batch.Outcome;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.verdict.Verifier;

import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The scored records of one instance.
 *
 * @param instance its name within the application
 * @param maxBytes most bytes of a record in the topics they are written to
 * @param verifier gives the policies of the moment
 */
public record ScoredRecords(String instance, int maxBytes, Supplier<Verifier> verifier) {

    /** @param place where the response came from */
    ScoredResponse of(GeneratedResponse response, Reward reward, Outcome outcome, RecordMetadata place) {
        return ScoredResponses.of(response)
                .setReward(reward.raw())
                .setNormalizedReward(reward.normalized())
                .setProbability(
                        reward.probability().isPresent() ? reward.probability().getAsDouble() : null)
                .setModelLine(reward.line())
                .setModelVersion(reward.version())
                .setWeightDigest(reward.weightDigest())
                .setTokens(reward.tokens())
                .setTruncated(reward.truncated())
                .setAnswerUnread(reward.answerUnread())
                .setVerdict(verdict(response, reward).orElse(null))
                .setShadow(outcome.shadow().map(ScoredRecords::shadow).orElse(null))
                .setOrigin(new Origin(place.topic(), place.partition(), place.offset()))
                .setTimings(new Timings(outcome.batchStarted(), outcome.scored(), outcome.batchSize(), instance))
                .build();
    }

    private Optional<Verdict> verdict(GeneratedResponse response, Reward reward) {
        Verifier now = verifier.get();
        return reward.answerUnread()
                ? now.policy(response.getTenant(), response.getTask()).map(Verifier::unread)
                : now.verify(response.getTenant(), response.getTask(), reward.normalized(), response.getAttempt());
    }

    private static Shadow shadow(Reward reward) {
        return new Shadow(reward.version(), reward.weightDigest(), reward.raw(), reward.normalized());
    }

    static long bytes(Record<byte[], byte[]> record) {
        return new RecordParts(record.key(), record.value(), record.headers()).bytes();
    }
}
