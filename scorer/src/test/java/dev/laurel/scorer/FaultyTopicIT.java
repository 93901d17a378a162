package dev.laurel.scorer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Part;

import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The running scorer and a topic into which anybody writes anything: each record is a scored record or a dead letter, and the process goes on. */
class FaultyTopicIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SECRET = "nobody else's business";
    private static final byte[] KEY = new PromptKey("acme", "p1").toBytes();

    @TempDir
    static Path store;

    private static ScorerStack scorer;

    @BeforeAll
    static void start() throws Exception {
        scorer = ScorerStack.start(Map.of());
        scorer.promote("default", 1, Starters.write(store.resolve("model"), 1));
        await().atMost(LIMIT).until(() -> scorer.get("/q/health/ready").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        scorer.close();
    }

    @Test
    void eachRecordIsScoredOrSetAsideAndTheProcessGoesOn() throws Exception {
        ProcessHandle process = scorer.stack().process(Part.SCORER);
        byte[] good = scorer.record(response("good").build()).value();
        int before = outcomes();

        RecordMetadata timeless = scorer.publish(timeless(KEY, good));
        RecordMetadata microseconds = scorer.publish(response("microseconds")
                .setEventTime(Instant.ofEpochMilli(1_772_352_000_000_000L))
                .build());
        RecordMetadata garbage = scorer.publish(record(null, garbage(1_048_401)));
        RecordMetadata longKey = scorer.publish(record("k".repeat(400_000).getBytes(StandardCharsets.UTF_8), good));
        RecordMetadata announced = scorer.publish(record(KEY, announcing(good, 1_000_000_000L)));
        RecordMetadata announcedMore = scorer.publish(record(KEY, announcing(good, 1L << 40)));
        RecordMetadata forgedSchema = scorer.publish(withHeader(KEY, good, "__value_schema_id", new byte[] {9}));
        RecordMetadata forgedOutcome = scorer.publish(withHeader(KEY, good, "laurel.outcome", null));
        RecordMetadata blank = scorer.publish(response("blank")
                .setMessages(List.of(Messages.text("user", " ")))
                .build());
        RecordMetadata group = scorer.publish(response("group")
                .setGroupId("g")
                .setGroupSize(Integer.MAX_VALUE)
                .build());
        int later = scorer.register(Topics.RESPONSES, laterSchema());
        RecordMetadata laterPlain = scorer.publish(record(KEY, ofALaterRelease(later, good, "")));
        RecordMetadata laterSaid = scorer.publish(record(KEY, ofALaterRelease(later, good, SECRET)));
        RecordMetadata empty = scorer.publish(response("empty").setResponse("").build());
        Random random = new Random(12);
        for (int i = 0; i < 300; i++) { // a valid record with some bytes changed
            byte[] changed = good.clone();
            for (int k = 0; k <= random.nextInt(4); k++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            scorer.publish(record(random.nextBoolean() ? KEY : garbage(20), changed));
        }
        RecordMetadata last = scorer.publish(response("last").build());

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(outcomes() - before).isEqualTo(314));
        assertThat(scored())
                .contains(place(timeless), place(forgedOutcome), place(empty), place(laterPlain), place(last));
        assertThat(letters())
                .containsEntry(place(microseconds), "OUT_OF_BOUNDS")
                .containsEntry(place(garbage), "UNREADABLE")
                .containsEntry(place(longKey), "KEY_MISMATCH")
                .containsEntry(place(announced), "UNREADABLE")
                .containsEntry(place(announcedMore), "UNREADABLE")
                .containsEntry(place(forgedSchema), "UNREADABLE")
                .containsEntry(place(laterSaid), "UNREADABLE")
                .containsEntry(place(blank), "BAD_TEXT")
                .containsEntry(place(group), "OUT_OF_BOUNDS");
        assertThat(process.isAlive()).isTrue();
        assertThat(Files.readString(scorer.stack().log(Part.SCORER)))
                .doesNotContain(SECRET)
                .doesNotContain("stream thread failed");
    }

    @Test
    void aBrokerThatPausesIsWaitedForAndEachResponseIsScoredOnce() throws Exception {
        ProcessHandle broker = scorer.stack().process(Part.BROKER);
        scorer.publishAll(paused(0, 200));
        await().atMost(LIMIT).until(() -> ids("paused").stream().findAny().isPresent());
        signal("STOP", broker);
        Instant until = Instant.now().plusSeconds(30);
        await().atMost(LIMIT).until(() -> Instant.now().isAfter(until));
        signal("CONT", broker);
        scorer.publishAll(paused(200, 400));

        await().atMost(LIMIT).untilAsserted(() -> assertThat(ids("paused")).hasSize(400));
        assertThat(ids("paused")).doesNotHaveDuplicates();
        await().atMost(LIMIT).until(() -> scorer.get("/q/health/ready").statusCode() == 200);
    }

    private static java.util.stream.Stream<GeneratedResponse> paused(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> response("paused-" + i).setPromptId("q" + i % 40).build());
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static List<String> ids(String prefix) {
        return scorer.scored().stream()
                .map(ScoredResponse::getResponseId)
                .filter(id -> id.startsWith(prefix))
                .toList();
    }

    private static int outcomes() {
        return scored().size() + scorer.deadLetters().size();
    }

    private static List<String> scored() {
        return scorer.scored().stream()
                .map(ScoredResponse::getOrigin)
                .map(origin -> origin.getPartition() + "@" + origin.getOffset())
                .toList();
    }

    private static Map<String, String> letters() {
        return scorer.deadLetters().stream()
                .map(ConsumerRecord::headers)
                .map(headers -> DeadLetter.read(headers).orElseThrow())
                .collect(Collectors.toMap(letter -> letter.partition() + "@" + letter.offset(), DeadLetter::kind));
    }

    private static String place(RecordMetadata place) {
        return place.partition() + "@" + place.offset();
    }

    private static ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ProducerRecord<>(Topics.RESPONSES.name(), key, value);
    }

    private static ProducerRecord<byte[], byte[]> withHeader(byte[] key, byte[] value, String name, byte[] header) {
        ProducerRecord<byte[], byte[]> record = record(key, value);
        record.headers().add(name, header);
        return record;
    }

    /** As oldest clients write it. */
    private static ProducerRecord<byte[], byte[]> timeless(byte[] key, byte[] value) {
        return new ProducerRecord<>(Topics.RESPONSES.name(), key, value) {
            @Override
            public Long timestamp() {
                return -1L;
            }
        };
    }

    /** The schema of responses with a field more at its end, as a later release may have it. */
    private static Schema laterSchema() {
        Schema now = GeneratedResponse.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        now.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("citations", Schema.create(Schema.Type.STRING), "A later field.", ""));
        return Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false, fields);
    }

    private static byte[] ofALaterRelease(int schema, byte[] record, String citations) {
        byte[] added = citations.getBytes(StandardCharsets.UTF_8);
        int prefix = 1 + Integer.BYTES;
        return ByteBuffer.allocate(record.length + 1 + added.length)
                .put((byte) 0)
                .putInt(schema)
                .put(record, prefix, record.length - prefix)
                .put((byte) (2 * added.length)) // Avro's zigzag
                .put(added)
                .array();
    }

    private static byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** The framing of a record and a first string that is said to be so long. */
    private static byte[] announcing(byte[] record, long length) {
        ByteBuffer bytes = ByteBuffer.allocate(64).put(Arrays.copyOf(record, 5));
        for (long left = length << 1; ; left >>>= 7) { // zigzag, seven bits a byte
            if (left < 128) {
                return Arrays.copyOf(bytes.put((byte) left).array(), bytes.position());
            }
            bytes.put((byte) (left & 127 | 128));
        }
    }

    private static GeneratedResponse.Builder response(String id) {
        return Samples.response(id).setMessages(List.of(Messages.text("user", SECRET)));
    }
}
