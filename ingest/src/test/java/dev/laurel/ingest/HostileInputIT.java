package dev.laurel.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.stack.Stack;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.laurel.ingest.Samples.but;
import static org.assertj.core.api.Assertions.assertThat;

/** Records and requests that once ended the stream: it goes on, and what cannot be processed is a dead letter or a 422. */
class HostileInputIT {

    private static final String SECRET = "Rayleigh scattering is a secret.";
    private static final Path FAULTS = Path.of("src/test/resources/faults");

    @TempDir
    static Path directory;

    private static Stack stack;
    private static KafkaProbe kafka;
    private static IngestProcess ingest;
    private static int goods;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.forTests();
        KafkaProbe.provision(stack);
        kafka = new KafkaProbe(stack);
        ingest = IngestProcess.start(directory, KafkaProbe.settings(stack)).awaitRunning();
    }

    @AfterAll
    static void stop() throws Exception {
        ingest.close();
        kafka.close();
        stack.close();
    }

    @AfterEach
    void streamGoesOnAndSaysNothingOfWhatWasSaid() throws Exception {
        String prompt = "good-" + goods++;
        kafka.write(Topics.FEEDBACK, key(prompt), kafka.bytes(Topics.FEEDBACK, event(prompt)));
        assertThat(kafka.awaitPairs(prompt, 1)).hasSize(1);
        assertThat(ingest.log()).doesNotContain(SECRET).doesNotContain("thread ended");
        assertThat(ingest.get("/q/health/ready").status()).isEqualTo(200);
    }

    @Test
    void recordsWithoutTimeAreProcessed() throws Exception {
        kafka.writeWithoutTime(Topics.FEEDBACK, key("timeless"), kafka.bytes(Topics.FEEDBACK, event("timeless")));
        kafka.writeWithoutTime(Topics.RESPONSES, key("timeless"), kafka.bytes(Topics.RESPONSES, response("timeless")));

        assertThat(kafka.awaitPairs("timeless", 1)).hasSize(1);
        assertThat(kafka.read(Topics.PAIRS.name()))
                .allSatisfy(record -> assertThat(record.timestamp()).isPositive());
    }

    @Test
    void recordWithoutTimeThatBreaksARuleIsADeadLetter() throws Exception {
        FeedbackEvent bad = but(event("timeless-bad"), e -> e.setTenant("a/b"));
        kafka.writeWithoutTime(Topics.FEEDBACK, key("timeless-bad"), kafka.bytes(Topics.FEEDBACK, bad));

        assertThat(kafka.awaitDeadLetter(Topics.FEEDBACK, "acme/timeless-bad").timestamp())
                .isPositive();
    }

    @Test
    void garbageOfAlmostAMebibyteWithoutKeyIsADeadLetter() throws Exception {
        byte[] garbage = new byte[1_048_401];
        Arrays.fill(garbage, (byte) 'x');
        for (Topic<?> topic : new Topic<?>[] {Topics.FEEDBACK, Topics.RESPONSES}) {
            kafka.write(topic, null, garbage);

            DeadLetter letter = kafka.awaitKind(topic, "SerializationException");
            assertThat(letter.reason())
                    .isEqualTo("value begins with byte 120 where 0 and a schema id of four bytes are" + " expected");
        }
    }

    @Test
    void keyOf400KilobytesOnAValidValueIsADeadLetter() throws Exception {
        String key = "acme/" + "k".repeat(400_000);
        kafka.write(Topics.FEEDBACK, key.getBytes(StandardCharsets.UTF_8), kafka.bytes(Topics.FEEDBACK, event("p1")));

        ConsumerRecord<byte[], byte[]> letter = kafka.awaitDeadLetter(Topics.FEEDBACK, key);
        assertThat(KafkaProbe.reason(letter).kind()).isEqualTo("KEY_MISMATCH");
        assertThat(KafkaProbe.reason(letter).reason()).hasSizeLessThan(300);
    }

    @Test
    void announcedStringOfABillionCharactersIsADeadLetter() throws Exception {
        byte[] avro = Files.readAllBytes(FAULTS.resolve("avro-string-length-1000000000.bin"));
        byte[] value = withPrefix(Topics.FEEDBACK, event("p1"), avro);
        kafka.write(Topics.FEEDBACK, key("huge-string"), value);

        assertThat(kafka.awaitDeadLetter(Topics.FEEDBACK, "acme/huge-string").value())
                .isEqualTo(value);
    }

    @Test
    void microsecondsOnTheTopicAreADeadLetter() throws Exception {
        GeneratedResponse micros = GeneratedResponse.newBuilder(response("micros"))
                .setEventTime(Instant.ofEpochMilli(1_795_903_847_497_796L))
                .build();
        kafka.write(Topics.RESPONSES, key("micros"), kafka.bytes(Topics.RESPONSES, micros));

        assertThat(KafkaProbe.reason(kafka.awaitDeadLetter(Topics.RESPONSES, "acme/micros"))
                        .kind())
                .isEqualTo("BAD_TIME");
    }

    @Test
    void documentedFaultsAreRefusedAtTheDoor() throws Exception {
        refused("/v1/feedback", fault("margin-1e308.json"), "payload.margin");
        refused("/v1/feedback", fault("rating-overflow.ndjson"), "payload.minimum");
        refused("/v1/responses", fault("response-event-time-microseconds.json"), "event_time");
        assertThat(ingest.post("/v1/feedback", fault("ranking-3-1000.json")).status())
                .isEqualTo(202);
    }

    @Test
    void halfCharactersInNamesAndValuesAreProblemsAndNoFailures() throws Exception {
        for (String body : new String[] {
            "{\"\\ud83d\": 1}",
            "{\"\\ud83d\": 1, \"\\ud83d\": 2}",
            "{\"event_id\": \"\\ud83d\"}",
            "\"\\ud83d\"",
            "[[[\"\\ud83d\"]]]"
        }) {
            assertThat(ingest.post("/v1/feedback", body).status()).as(body).isEqualTo(400);
        }
        refused("/v1/feedback", fault("margin-1e308.json").replace("\"pm\"", "\"\\ud83d\""), "event_id");
        refused("/v1/feedback", fault("margin-1e308.json").replace("\"q\"", "\"\\ud83d\""), "messages[0].content");
    }

    @Test
    void timesThatAreNoneAreRefusedAtTheDoor() throws Exception {
        String response = fault("response-event-time-microseconds.json");
        for (String time : new String[] {
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "1795903847",
            "1e400",
            "1000000000000000000000000000000",
            "-9223372036854775808",
            "4000000000000"
        }) {
            refused("/v1/responses", response.replace("1795903847497796", time), "event_time");
        }
    }

    @Test
    void rankingOf1200CandidatesIsRefusedWithTheLimit() throws Exception {
        String prompt = "p".repeat(400_000);
        String candidates = IntStream.range(0, 1_200)
                .mapToObj("{\"response_id\":\"%1$d\",\"content\":\"%1$d\"}"::formatted)
                .collect(Collectors.joining(","));
        String tiers = IntStream.range(0, 1_200).mapToObj("[\"%d\"]"::formatted).collect(Collectors.joining(","));

        IngestProcess.Answer answer = ingest.post(
                "/v1/feedback",
                """
                {"event_id":"rk","tenant":"atk","source":{"system":"w","actor":"END_USER"},"prompt_id":"rk",
                 "messages":[{"role":"user","content":"%s"}],"candidates":[%s],"payload":{"ranking":{"tiers":[%s]}}}
                """
                        .formatted(prompt, candidates, tiers));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("detail").textValue())
                .isEqualTo("item 0, candidates: has 1,200 candidates, more than 1,000");
    }

    private static void refused(String path, String body, String field) throws Exception {
        IngestProcess.Answer answer = ingest.post(path, body);
        assertThat(answer.status()).as(body).isEqualTo(422);
        assertThat(answer.body().get("field").textValue()).isEqualTo(field);
    }

    private static String fault(String name) throws Exception {
        return Files.readString(FAULTS.resolve(name));
    }

    private static <V extends SpecificRecord> byte[] withPrefix(Topic<V> topic, V value, byte[] avro) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(kafka.bytes(topic, value), 0, 5);
        bytes.writeBytes(avro);
        return bytes.toByteArray();
    }

    private static byte[] key(String promptId) {
        return ("acme/" + promptId).getBytes(StandardCharsets.UTF_8);
    }

    private static FeedbackEvent event(String promptId) {
        FeedbackEvent event = Samples.feedback(
                "e1",
                new Comparison("a", "b", ComparisonOutcome.A, null),
                Samples.answer("a", SECRET),
                Samples.answer("b"));
        return but(event, e -> e.setPromptId(promptId));
    }

    private static GeneratedResponse response(String promptId) {
        return GeneratedResponse.newBuilder(Samples.response("a", SECRET))
                .setPromptId(promptId)
                .build();
    }
}
