package dev.laurel.scorer.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.laurel.schema.accept.Texts;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reason;
import dev.laurel.scorer.live.Judgement.Reward;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The {@link Outcome} of a record as one of its headers. It lives between poll and processor of one process and is never written to a topic; headers of
 * this kind that come from a topic are somebody's mistake or forgery.
 */
public final class OutcomeHeader {

    static final String NAME = "laurel.outcome";

    private static final String PREFIX = "laurel.";
    private static final int MAX_MESSAGE = 2_000;
    private static final double NONE = -1; // no probability

    private OutcomeHeader() {}

    /** Puts the outcome on a record, in place, as its last header. */
    public static void write(Headers headers, Outcome outcome) {
        headers.add(NAME, bytes(outcome));
    }

    /** The outcome that is on a record; throws IllegalStateException if the record did not come through {@link ScoringConsumer}. */
    public static Outcome read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        if (header == null) {
            throw new IllegalStateException(
                    "a response without outcome: it was polled by a consumer that does not score");
        }
        return read(header.value());
    }

    /** The headers without those that only Laurel may write: this one, and what others forged. A copy, since taking out each takes long of very many. */
    public static Headers without(Headers headers) {
        Headers kept = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(PREFIX)) {
                kept.add(header);
            }
        }
        return kept;
    }

    private static byte[] bytes(Outcome outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(outcome.batchStarted().toEpochMilli());
            out.writeLong(outcome.scored().toEpochMilli());
            out.writeInt(outcome.batchSize());
            write(out, outcome.judgement());
            out.writeBoolean(outcome.shadow().isPresent());
            if (outcome.shadow().isPresent()) {
                write(out, outcome.shadow().get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Judgement judgement) throws IOException {
        if (judgement instanceof Reward reward) {
            out.writeBoolean(true);
            write(out, reward);
        } else if (judgement instanceof Failure failure) {
            out.writeBoolean(false);
            out.writeUTF(failure.reason().name());
            out.writeUTF(Texts.cut(failure.message(), MAX_MESSAGE));
        }
    }

    private static void write(DataOutputStream out, Reward reward) throws IOException {
        out.writeUTF(reward.line());
        out.writeInt(reward.version());
        out.writeUTF(reward.weightDigest());
        out.writeDouble(reward.raw());
        out.writeDouble(reward.normalized());
        out.writeDouble(reward.probability().orElse(NONE));
        out.writeInt(reward.tokens());
        out.writeBoolean(reward.truncated());
        out.writeBoolean(reward.answerUnread());
    }

    private static Outcome read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Instant batchStarted = Instant.ofEpochMilli(in.readLong());
            Instant scored = Instant.ofEpochMilli(in.readLong());
            int batchSize = in.readInt();
            Judgement judgement =
                    in.readBoolean() ? readReward(in) : new Failure(Reason.valueOf(in.readUTF()), in.readUTF());
            Optional<Reward> shadow = in.readBoolean() ? Optional.of(readReward(in)) : Optional.empty();
            return new Outcome(judgement, shadow, batchStarted, scored, batchSize);
        } catch (IOException e) {
            throw new IllegalStateException("not an outcome: " + bytes.length + " bytes", e);
        }
    }

    private static OptionalDouble probability(double written) {
        return written == NONE ? OptionalDouble.empty() : OptionalDouble.of(written);
    }

    private static Reward readReward(DataInputStream in) throws IOException {
        return new Reward(
                in.readUTF(),
                in.readInt(),
                in.readUTF(),
                in.readDouble(),
                in.readDouble(),
                probability(in.readDouble()),
                in.readInt(),
                in.readBoolean(),
                in.readBoolean());
    }
}
