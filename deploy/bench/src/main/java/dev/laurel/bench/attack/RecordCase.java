package dev.laurel.bench.attack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.Edit;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;
import dev.laurel.schema.Regenerate;
import dev.laurel.schema.Thumb;
import dev.laurel.schema.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** One malformed or extreme record for an input topic; the same number and seed give the same one. */
final class RecordCase {

    private static final List<Long> LENGTHS = List.of(
            -1L,
            1_000_000_000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            2_147_483_647L,
            2_147_483_648L,
            4_000_000_000L,
            500_000L);

    private final RandomGenerator random;
    private final int number;
    private final Target target;

    private RecordCase(RandomGenerator random, int number, Target target) {
        this.random = random;
        this.number = number;
        this.target = target;
    }

    static ProducerRecord<byte[], byte[]> of(int number, long seed, Target target) {
        return new RecordCase(new SplittableRandom(seed * 7_368_787 + number), number, target).record();
    }

    private ProducerRecord<byte[], byte[]> record() {
        boolean feedback = random.nextBoolean();
        String topic = (feedback ? Topics.FEEDBACK : Topics.RESPONSES).name();
        int kind = random.nextInt(10);
        SpecificRecord value = feedback ? event() : response();
        byte[] key = key(value);
        if (kind < 4) {
            ExtremeFields.set(value, random);
            key = key(value);
        }
        byte[] bytes = feedback
                ? target.bytes(Topics.FEEDBACK, (FeedbackEvent) value)
                : target.bytes(Topics.RESPONSES, (GeneratedResponse) value);
        RecordHeaders headers = new RecordHeaders();
        Long timestamp = null;
        switch (kind) {
            case 4, 5 -> bytes = ByteMutation.of(bytes, random);
            case 6 -> bytes = announcing(bytes);
            case 7 -> key = otherKey();
            case 8 -> headers(headers);
            case 9 -> {
                timestamp = Math.max(-1, pick(ExtremeFields.MOMENTS)); // below it no client sends
                bytes = random.nextInt(4) == 0 ? garbage() : bytes;
            }
            default -> {}
        }
        return new Stamped(topic, timestamp, key, bytes, headers);
    }

    /** A record whose timestamp is whatever it is: the producer's own class refuses those below 0, which other clients send. */
    private static final class Stamped extends ProducerRecord<byte[], byte[]> {
        private final Long timestamp;

        Stamped(String topic, Long timestamp, byte[] key, byte[] value, Headers headers) {
            super(topic, null, null, key, value, headers);
            this.timestamp = timestamp;
        }

        @Override
        public Long timestamp() {
            return timestamp;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private FeedbackEvent event() {
        return FeedbackEvent.newBuilder()
                .setEventId("e-" + number)
                .setTenant("acme")
                .setEventTime(Instant.now())
                .setSource(FeedbackSource.newBuilder()
                        .setSystem("web")
                        .setActor(ActorKind.END_USER)
                        .setSubject("s")
                        .build())
                .setPromptId("p-" + number % 500)
                .setMessages(conversation())
                .setCandidates(List.of(candidate("a"), candidate("b"), candidate("c")))
                .setPayload(payload())
                .setComment(Secret.WORD)
                .build();
    }

    private Object payload() {
        return switch (random.nextInt(7)) {
            case 0 -> new Comparison("a", "b", ComparisonOutcome.A, 0.5);
            case 1 -> new Rating("a", (double) random.nextInt(6), 1.0, 5.0);
            case 2 -> new Thumb("a", random.nextBoolean());
            case 3 -> new Ranking(List.of(List.of("a"), List.of("b", "c")));
            case 4 -> new Edit("a", "Better, " + Secret.WORD);
            case 5 -> new Regenerate("a", "b");
            default -> new PremadePair("a", "b", 0.5);
        };
    }

    private List<Message> conversation() {
        return List.of(Messages.text("user", "Why? " + Secret.WORD + " " + number % 500));
    }

    private Candidate candidate(String id) {
        return Candidate.newBuilder()
                .setResponseId(id)
                .setMessages(List.of(Messages.text("assistant", "Answer " + id + ", " + Secret.WORD)))
                .build();
    }

    private GeneratedResponse response() {
        return GeneratedResponse.newBuilder()
                .setResponseId("r-" + number)
                .setTenant("acme")
                .setPromptId("q-" + number % 500)
                .setMessages(conversation())
                .setResponse("Answer " + number + ", " + Secret.WORD)
                .setGroupId(random.nextBoolean() ? "g-" + number / 8 : null)
                .setGroupSize(random.nextBoolean() ? 4 : null)
                .setEventTime(Instant.now())
                .build();
    }

    private static byte[] key(SpecificRecord value) {
        String tenant = String.valueOf(field(value, "tenant"));
        String prompt = String.valueOf(field(value, "prompt_id"));
        return (tenant + "/" + prompt).getBytes(StandardCharsets.UTF_8);
    }

    private static Object field(SpecificRecord value, String name) {
        return value.get(value.getSchema().getField(name).pos());
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** The schema's id, and a string or a block that says it is of this length. */
    private byte[] announcing(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(40);
        int kept = 5 + random.nextInt(Math.min(20, bytes.length - 5));
        buffer.put(bytes, 0, kept);
        long length = pick(LENGTHS);
        long zigzag = length << 1 ^ length >> 63;
        while ((zigzag & ~0x7FL) != 0) {
            buffer.put((byte) (zigzag & 0x7F | 0x80));
            zigzag >>>= 7;
        }
        return Arrays.copyOf(buffer.put((byte) zigzag).array(), buffer.position());
    }

    private byte[] otherKey() {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> new byte[random.nextInt(64)];
            case 3 -> "x".repeat(400_000).getBytes(StandardCharsets.UTF_8);
            default -> "other/prompt".getBytes(StandardCharsets.UTF_8);
        };
    }

    private void headers(Headers headers) {
        List<String> names = List.of(
                "laurel.reward",
                "laurel.outcome",
                "__streams.errors.topic",
                "__streams.errors.offset",
                "__value_schema_id",
                "traceparent",
                "");
        for (int i = random.nextInt(4); i >= 0; i--) {
            headers.add(pick(names), random.nextInt(4) == 0 ? null : garbage());
        }
    }

    private byte[] garbage() {
        if (random.nextInt(6) == 0) {
            return null;
        }
        byte[] bytes = new byte[random.nextInt(40) == 0 ? 1_000_000 : random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }
}
