package dev.laurel.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.laurel.gates.Gates;
import dev.laurel.ingest.ledger.EarlierLedger;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.ErasureStatus;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.PromptReference;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.service.client.ClientSettings;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.laurel.ingest.Samples.but;
import static dev.laurel.ingest.Samples.comparison;
import static dev.laurel.ingest.Samples.feedback;
import static dev.laurel.ingest.Samples.pairWithoutTexts;
import static dev.laurel.ingest.Samples.rating;
import static dev.laurel.ingest.Samples.response;
import static dev.laurel.ingest.Samples.retraction;
import static org.assertj.core.api.Assertions.assertThat;

class IngestTopologyTest {

    private static final LedgerLimits LIMITS = new LedgerLimits(Duration.ofDays(30), Duration.ofDays(7), 10_000);
    private static final JoinLimits JOINS = new JoinLimits(Duration.ofDays(90), Duration.ofDays(7));
    private static final byte[] KEY = "acme/p1".getBytes(StandardCharsets.UTF_8);

    private static final PairSettings SETTINGS = new PairSettings(
            false, Gates.read(Map.of("gated", Map.of("longest-answer", "4"), "private", Map.of("replace", "email"))));

    /** The wire format is tested with the registry; here values are Avro that names its schema by fingerprint. */
    static final IngestTopology.Values VALUES = new IngestTopology.Values(
            serde(FeedbackEvent.getEncoder(), FeedbackEvent.getDecoder()),
            serde(FeedbackEvent.getEncoder(), FeedbackEvent.getDecoder()),
            serde(GeneratedResponse.getEncoder(), GeneratedResponse.getDecoder()),
            serde(PromptReference.getEncoder(), PromptReference.getDecoder()),
            serde(PreferencePair.getEncoder(), PreferencePair.getDecoder()),
            serde(ErasureRequest.getEncoder(), ErasureRequest.getDecoder()),
            serde(ErasureStatus.getEncoder(), ErasureStatus.getDecoder()));

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], FeedbackEvent> feedback;
    private TestInputTopic<byte[], FeedbackEvent> unjoined;
    private TestInputTopic<byte[], GeneratedResponse> responses;
    private TestOutputTopic<byte[], PreferencePair> pairs;

    @BeforeEach
    void start() {
        ClientSettings settings = new ClientSettings(Map.of("bootstrap.servers", "unused:1"), Map.of());
        driver = new TopologyTestDriver(
                IngestTopology.build(VALUES, SETTINGS, LIMITS, JOINS, new IngestMetrics(meters)),
                PairStreams.properties(settings, "laurel-ingest", stateDir),
                Samples.NOON);
        feedback = input(Topics.FEEDBACK, VALUES.feedback());
        unjoined = input(Topics.UNJOINED, VALUES.unjoined());
        responses = input(Topics.RESPONSES, VALUES.responses());
        pairs = driver.createOutputTopic(
                Topics.PAIRS.name(), new ByteArrayDeserializer(), VALUES.pairs().deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void topologyIsAsDrawn() throws IOException {
        String drawn = Files.readString(Path.of("src/test/resources/topology.txt"));

        assertThat(IngestTopology.build(VALUES, SETTINGS, LIMITS, JOINS, new IngestMetrics(meters))
                        .describe()
                        .toString())
                .isEqualToIgnoringNewLines(drawn);
    }

    @Test
    void comparisonBecomesAPairUnderThePromptsKey() {
        feedback.pipeInput(KEY, comparison("e1", ComparisonOutcome.A));

        TestRecord<byte[], PreferencePair> pair = pairs.readRecord();
        assertThat(pair.key()).isEqualTo(KEY);
        assertThat(pair.value().getChosen().getResponseId()).isEqualTo("a");
        assertThat(count("laurel.ingest.pairs")).isEqualTo(1);
    }

    @Test
    void duplicateIsDroppedAndCounted() {
        feedback.pipeInput(KEY, comparison("e1", ComparisonOutcome.A));
        feedback.pipeInput(KEY, comparison("e1", ComparisonOutcome.A));

        assertThat(pairs.readValuesToList()).hasSize(1);
        assertThat(count("laurel.ingest.duplicates")).isEqualTo(1);
    }

    @Test
    void whatIsCompleteWaitsNoMore() {
        feedback.pipeInput(KEY, pairWithoutTexts("e1"));
        assertThat(gauge("laurel.ingest.waiting", "text")).isEqualTo(1);
        responses.pipeInput(KEY, response("a"));
        responses.pipeInput(KEY, response("b"));

        assertThat(gauge("laurel.ingest.waiting", "text")).isZero();
    }

    @Test
    void whatWaitsForAForgottenPromptIsDropped() {
        feedback.pipeInput(KEY, retraction("e2", "e1"));
        var entries = driver.<Bytes, byte[]>getKeyValueStore(StoredEntries.LEDGERS);
        try (var all = entries.range(Bytes.wrap(new byte[] {'e'}), Bytes.wrap(new byte[] {'f'}))) {
            all.forEachRemaining(entry -> entries.delete(entry.key));
        }

        driver.advanceWallClockTime(Duration.ofDays(8));

        assertThat(gauge("laurel.ingest.waiting", "event")).isZero();
        feedback.pipeInput(KEY, comparison("e3", ComparisonOutcome.A));
        assertThat(pairs.readValuesToList()).hasSize(1);
    }

    @Test
    void lateResponseCompletesThePair() {
        feedback.pipeInput(KEY, pairWithoutTexts("e1"));
        responses.pipeInput(KEY, response("a"));
        assertThat(pairs.isEmpty()).isTrue();

        responses.pipeInput(KEY, response("b"));

        assertThat(pairs.readValuesToList()).hasSize(1);
    }

    @Test
    void retractionWithdrawsThePair() {
        feedback.pipeInput(KEY, comparison("e1", ComparisonOutcome.A));
        feedback.pipeInput(KEY, retraction("e2", "e1"));

        assertThat(pairs.readValuesToList())
                .extracting(PreferencePair::getOperation)
                .containsExactly(PairOperation.PUBLISH, PairOperation.WITHDRAW);
    }

    @Test
    void pairThatAGateHoldsBackIsCountedAndNoDeadLetter() {
        feedback.pipeInput(KEY, but(comparison("e1", ComparisonOutcome.A), event -> event.setTask("gated")));

        assertThat(pairs.isEmpty()).isTrue();
        assertThat(deadLetters(Topics.FEEDBACK).isEmpty()).isTrue();
        assertThat(meters.counter("laurel.ingest.gated", "task", "gated", "reason", "ANSWER_LENGTH")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void replacedPersonalDataIsCounted() {
        feedback.pipeInput(
                KEY,
                but(
                        Samples.feedback(
                                "e1",
                                new PremadePair("a", "b", null),
                                Samples.answer("a", "a@b.de"),
                                Samples.answer("b")),
                        event -> event.setTask("private")));

        assertThat(pairs.readValue().getChosen().getMessages().get(0).getContent())
                .isEqualTo("[EMAIL]");
        assertThat(meters.counter("laurel.ingest.replaced", "task", "private", "kind", "EMAIL")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void invalidFeedbackIsSetAsideUnchangedWithItsReason() {
        FeedbackEvent bad = but(comparison("e1", ComparisonOutcome.A), e -> e.setTenant("a/b"));
        feedback.pipeInput(KEY, bad);

        TestRecord<byte[], byte[]> setAside = deadLetter(Topics.FEEDBACK);
        assertThat(setAside.key()).isEqualTo(KEY);
        assertThat(setAside.value()).isEqualTo(VALUES.feedback().serializer().serialize(Topics.FEEDBACK.name(), bad));
        assertThat(DeadLetter.read(setAside.headers()))
                .hasValue(new DeadLetter("tenant: \"a/b\" has a slash", "BAD_TENANT", Topics.FEEDBACK.name(), 0, 0));
        assertThat(count("laurel.ingest.rejected")).isEqualTo(1);
    }

    @Test
    void keyThatDisagreesWithTheValueIsSetAside() {
        feedback.pipeInput("acme/p2".getBytes(StandardCharsets.UTF_8), comparison("e1", ComparisonOutcome.A));

        assertThat(reason(deadLetter(Topics.FEEDBACK)))
                .isEqualTo("key: \"acme/p2\" where tenant and prompt_id of the value call for \"acme/p1\"");
        assertThat(pairs.isEmpty()).isTrue();
    }

    @Test
    void recordWithoutKeyIsSetAside() {
        feedback.pipeInput(null, comparison("e1", ComparisonOutcome.A));

        assertThat(reason(deadLetter(Topics.FEEDBACK))).startsWith("key: no key");
    }

    @Test
    void recordWithoutValueIsSetAside() {
        responses.pipeInput(KEY, null);

        assertThat(reason(deadLetter(Topics.RESPONSES))).isEqualTo("value: is null");
    }

    @Test
    void whatContradictsTheLedgerIsSetAside() {
        responses.pipeInput(KEY, response("a"));
        responses.pipeInput(KEY, response("a", "Another text"));

        assertThat(reason(deadLetter(Topics.RESPONSES)))
                .isEqualTo("response: response \"a\" of prompt \"acme/p1\" already stands for another text");
    }

    @Test
    void whatDoesNotFitIntoTheLedgerIsSetAside() {
        responses.pipeInput(KEY, response("a"));
        responses.pipeInput(KEY, response("b", "x".repeat(20_000)));

        assertThat(reason(deadLetter(Topics.RESPONSES)))
                .startsWith("value: needs 20,")
                .endsWith(" bytes in the ledger of prompt \"acme/p1\", more than 10,000");
        assertThat(count("laurel.ingest.rejected")).isEqualTo(1);
    }

    @Test
    void deadLetterTooLargeToCopyNamesWhereTheRecordLies() {
        responses.pipeInput(KEY, response("b", "x".repeat(1_100_000)));

        TestRecord<byte[], byte[]> setAside = deadLetter(Topics.RESPONSES);
        assertThat(setAside.value()).isNull();
        assertThat(setAside.headers().lastHeader(DeadLetter.LEFT).value())
                .isEqualTo("value".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void promptIsForgottenAfterItsTimeToLive() {
        feedback.pipeInput(KEY, comparison("e1", ComparisonOutcome.A));
        driver.advanceWallClockTime(Duration.ofDays(29));
        feedback.pipeInput(KEY, comparison("e2", ComparisonOutcome.TIE));
        driver.advanceWallClockTime(Duration.ofDays(29));
        assertThat(entries()).isPositive();

        driver.advanceWallClockTime(Duration.ofDays(2));

        assertThat(entries()).isZero();
        assertThat(count("laurel.ingest.ledgers.forgotten")).isEqualTo(1);
    }

    @Test
    void ledgerOfAnEarlierFormIsTakenOverWhenSomethingComesForItsPrompt() throws IOException {
        byte[] ledger = Files.readAllBytes(Path.of("src/test/resources/earlier/0.ledger"));
        var earlier = driver.getTimestampedKeyValueStore(EarlierLedgerStore.NAME);
        earlier.put("acme/p1", ValueAndTimestamp.make(ledger, Samples.NOON.toEpochMilli()));
        String[] pair = Files.readAllLines(Path.of("src/test/resources/earlier/0.pairs"))
                .get(0)
                .split(" ");

        feedback.pipeInput(KEY, retraction("r1", pair[4].replaceAll("[\\[\\],]", "")));

        assertThat(earlier.get("acme/p1")).isNull();
        assertThat(pairs.readValuesToList())
                .filteredOn(change -> change.getOperation() == PairOperation.WITHDRAW)
                .extracting(PreferencePair::getPairId)
                .contains(pair[0]);
        unjoined.pipeInput("acme/a4".getBytes(StandardCharsets.UTF_8), withoutPrompt(rating("n1", "a4", 5)));
        assertThat(count("laurel.ingest.joined"))
                .as("its answers' ids are known")
                .isEqualTo(1);
    }

    @Test
    void sweepIsCutInSlicesAndGoesOnWhereItStopped() {
        var store = driver.getTimestampedKeyValueStore(EarlierLedgerStore.NAME);
        int ledgers = 2 * Sweep.SLICE + 10;
        for (int i = 0; i < ledgers; i++) {
            store.put(
                    "acme/old-%05d".formatted(i), ValueAndTimestamp.make(new byte[] {1}, Samples.NOON.toEpochMilli()));
        }
        driver.advanceWallClockTime(LIMITS.timeToLive().plusSeconds(60));
        double first = count("laurel.ingest.ledgers.forgotten");
        assertThat(first).isPositive().isLessThanOrEqualTo(Sweep.SLICE);

        for (int slice = 0; slice < 1_000 && store.all().hasNext(); slice++) {
            double before = count("laurel.ingest.ledgers.forgotten");
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            assertThat(count("laurel.ingest.ledgers.forgotten") - before)
                    .isPositive()
                    .isLessThanOrEqualTo(Sweep.SLICE);
        }

        assertThat(count("laurel.ingest.ledgers.forgotten")).isEqualTo(ledgers);
    }

    private long entries() {
        try (var all = driver.getKeyValueStore(StoredEntries.LEDGERS).all()) {
            long count = 0;
            while (all.hasNext()) {
                all.next();
                count++;
            }
            return count;
        }
    }

    @Test
    void feedbackThatNamesOnlyAResponseFindsItsPromptInEitherOrder() {
        responses.pipeInput(KEY, response("a"));
        unjoined.pipeInput("acme/a".getBytes(StandardCharsets.UTF_8), withoutPrompt(rating("e1", "a", 5)));
        unjoined.pipeInput("acme/b".getBytes(StandardCharsets.UTF_8), withoutPrompt(rating("e2", "b", 1)));
        assertThat(pairs.isEmpty()).isTrue();
        assertThat(gauge("laurel.ingest.waiting", "prompt")).isEqualTo(1);

        responses.pipeInput(KEY, response("b"));

        assertThat(pairs.readValue().getChosen().getResponseId()).isEqualTo("a");
        assertThat(gauge("laurel.ingest.waiting", "prompt")).isZero();
        assertThat(count("laurel.ingest.joined")).isEqualTo(2);
    }

    @Test
    void retractionThatNamesOnlyTheJudgementFindsItsPrompt() {
        feedback.pipeInput(KEY, but(comparison("e1", ComparisonOutcome.A), e -> e.setFeedbackId("f1")));
        FeedbackEvent retraction = but(
                withoutPrompt(retraction("e2", "e1")),
                e -> e.setFeedbackId("f1").setSupersedes(null).setEventTime(Samples.NOON.plusSeconds(1)));

        unjoined.pipeInput("acme/f1".getBytes(StandardCharsets.UTF_8), retraction);

        assertThat(pairs.readValuesToList())
                .extracting(PreferencePair::getOperation)
                .containsExactly(PairOperation.PUBLISH, PairOperation.WITHDRAW);
    }

    @Test
    void idOfTwoPromptsIsSetAside() {
        responses.pipeInput(KEY, response("a"));
        responses.pipeInput("acme/p2".getBytes(StandardCharsets.UTF_8), ofPrompt("p2", response("a", "Other")));

        unjoined.pipeInput("acme/a".getBytes(StandardCharsets.UTF_8), withoutPrompt(rating("e1", "a", 5)));

        TestRecord<byte[], byte[]> letter = deadLetter(Topics.UNJOINED);
        assertThat(DeadLetter.read(letter.headers()))
                .hasValue(new DeadLetter(
                        "prompt_id: \"a\" stands for prompt \"p1\" and for prompt \"p2\"",
                        "AMBIGUOUS_RESPONSE",
                        Topics.UNJOINED.name(),
                        0,
                        0));
        assertThat(letter.value())
                .isEqualTo(VALUES.unjoined()
                        .serializer()
                        .serialize(Topics.UNJOINED.name(), withoutPrompt(rating("e1", "a", 5))));
    }

    @Test
    void feedbackThatWaitsTooLongIsSetAside() {
        unjoined.pipeInput("acme/a".getBytes(StandardCharsets.UTF_8), withoutPrompt(rating("e1", "a", 5)));
        driver.advanceWallClockTime(Duration.ofDays(6));
        assertThat(gauge("laurel.ingest.waiting.age", "prompt")).isNotZero();

        driver.advanceWallClockTime(Duration.ofDays(2));

        assertThat(reason(deadLetter(Topics.UNJOINED)))
                .isEqualTo("prompt_id: \"a\" stands for no prompt that became known within PT168H");
        assertThat(gauge("laurel.ingest.waiting", "prompt")).isZero();
        assertThat(gauge("laurel.ingest.waiting.age", "prompt")).isZero();
    }

    @Test
    void judgementWhoseTextDoesNotComeIsSetAsideWithWhatIsKnown() {
        FeedbackEvent event = feedback("e1", new PremadePair("a", "b", null), Samples.answer("a"), withoutText("b"));
        feedback.pipeInput(KEY, event);
        assertThat(gauge("laurel.ingest.waiting", "text")).isEqualTo(1);

        driver.advanceWallClockTime(Duration.ofDays(8));

        TestRecord<byte[], byte[]> letter = deadLetter(Topics.FEEDBACK);
        assertThat(reason(letter))
                .isEqualTo(
                        "payload: event \"e1\" speaks of texts of prompt \"acme/p1\" that did not come within PT168H");
        assertThat(VALUES.feedback().deserializer().deserialize(Topics.FEEDBACK.name(), letter.value()))
                .isEqualTo(event);
        assertThat(gauge("laurel.ingest.waiting", "text")).isZero();
        responses.pipeInput(KEY, response("b"));
        assertThat(pairs.isEmpty()).as("it counts no more").isTrue();
    }

    @Test
    void retractionOfWhatDoesNotComeIsSetAside() {
        feedback.pipeInput(KEY, retraction("e2", "e1"));
        feedback.pipeInput(KEY, retraction("e4", "e3"));
        feedback.pipeInput(KEY, comparison("e3", ComparisonOutcome.A));
        assertThat(gauge("laurel.ingest.waiting", "event")).isEqualTo(1);

        driver.advanceWallClockTime(Duration.ofDays(8));

        TestRecord<byte[], byte[]> letter = deadLetter(Topics.FEEDBACK);
        assertThat(reason(letter))
                .isEqualTo("supersedes: event \"e1\" of prompt \"acme/p1\" did not come within PT168H");
        assertThat(letter.value())
                .isEqualTo(VALUES.feedback().serializer().serialize(Topics.FEEDBACK.name(), retraction("e2", "e1")));
        assertThat(gauge("laurel.ingest.waiting", "event")).isZero();
    }

    @Test
    void damagedEntryBehindAnArrivalEndsNothing() {
        var entries = driver.<Bytes, byte[]>getKeyValueStore(StoredEntries.LEDGERS);
        for (String damaged : List.of("yacme/p9\0a\0", "eacme/p9\0Wa\0e1\0web\0", "eacme/p9\0Je1\0web\0")) {
            entries.put(Bytes.wrap(damaged.getBytes(StandardCharsets.UTF_8)), new byte[] {1});
        }

        driver.advanceWallClockTime(Duration.ofSeconds(5));

        assertThat(deadLetters(Topics.FEEDBACK).readRecordsToList())
                .extracting(IngestTopologyTest::reason)
                .containsExactly("value: met a java.lang.IllegalStateException");
    }

    @Test
    void whatATakenOverLedgerWaitedForAndGotWaitsNoMore() throws IOException {
        byte[] ledger = Files.readAllBytes(Path.of("src/test/resources/earlier/11.ledger"));
        driver.getTimestampedKeyValueStore(EarlierLedgerStore.NAME)
                .put("acme/p1", ValueAndTimestamp.make(ledger, Samples.NOON.toEpochMilli()));

        responses.pipeInput(
                KEY,
                GeneratedResponse.newBuilder(response("a6"))
                        .setMessages(EarlierLedger.read(ledger).prompt())
                        .build());

        assertThat(gauge("laurel.ingest.waiting", "text")).isZero();
    }

    @Test
    void textForWhichMuchWaitedMakesItsPairsBitByBit() {
        int events = 2_500;
        for (int i = 0; i < events; i++) {
            feedback.pipeInput(KEY, pairWithoutTexts("e" + i));
        }
        responses.pipeInput(KEY, response("a"));
        responses.pipeInput(KEY, response("b"));
        List<PreferencePair> all = new ArrayList<>(pairs.readValuesToList());
        assertThat(all).hasSize(1_000);
        feedback.pipeInput(KEY, retraction("r1", "e2499"));
        all.addAll(pairs.readValuesToList());

        for (int seconds = 0; seconds < 5; seconds++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            all.addAll(pairs.readValuesToList());
        }

        assertThat(all).allMatch(pair -> pair.getOperation() == PairOperation.PUBLISH);
        assertThat(all.stream().map(PreferencePair::getPairId).distinct()).hasSize(events - 1);
        assertThat(all).hasSize(events - 1);
        assertThat(gauge("laurel.ingest.waiting", "text")).isZero();
        assertThat(deadLetters(Topics.RESPONSES).isEmpty()).isTrue();
    }

    @Test
    void whatWaitsInADamagedLedgerIsSetAsideAndTheOthersGoOn() {
        feedback.pipeInput(KEY, pairWithoutTexts("e1"));
        feedback.pipeInput(KEY, retraction("e4", "e3"));
        var entries = driver.<Bytes, byte[]>getKeyValueStore(StoredEntries.LEDGERS);
        entries.put(Bytes.wrap("eacme/p1\0Je1\0labelling\0".getBytes(StandardCharsets.UTF_8)), new byte[] {1});

        driver.advanceWallClockTime(Duration.ofDays(8));

        assertThat(deadLetters(Topics.FEEDBACK).readRecordsToList())
                .extracting(IngestTopologyTest::reason)
                .containsExactlyInAnyOrder(
                        "value: met a java.lang.IllegalStateException",
                        "supersedes: event \"e3\" of prompt \"acme/p1\" did not come within PT168H");
        assertThat(gauge("laurel.ingest.waiting", "text")).isZero();
    }

    @Test
    void judgementOfWhichAPartIsKnownStands() {
        Ranking ranking = new Ranking(List.of(List.of("a"), List.of("b"), List.of("c")));
        feedback.pipeInput(KEY, feedback("e1", ranking, Samples.answer("a"), Samples.answer("b"), withoutText("c")));

        driver.advanceWallClockTime(Duration.ofDays(8));

        assertThat(pairs.readValuesToList()).hasSize(1);
        assertThat(gauge("laurel.ingest.waiting", "text")).isZero();
        responses.pipeInput(KEY, response("c"));
        assertThat(pairs.readValuesToList()).hasSize(2);
    }

    @Test
    void feedbackWithoutPromptMustNameSomethingThatStandsForIt() {
        unjoined.pipeInput("acme/e1".getBytes(StandardCharsets.UTF_8), withoutPrompt(retraction("e2", "e1")));

        assertThat(reason(deadLetter(Topics.UNJOINED)))
                .isEqualTo("prompt_id: is missing, and neither a response nor feedback_id stands for it");
    }

    private static Candidate withoutText(String responseId) {
        return Candidate.newBuilder().setResponseId(responseId).build();
    }

    private static FeedbackEvent withoutPrompt(FeedbackEvent event) {
        return but(event, e -> e.setPromptId("").setMessages(List.of()).setCandidates(List.of()));
    }

    private static GeneratedResponse ofPrompt(String promptId, GeneratedResponse response) {
        return GeneratedResponse.newBuilder(response).setPromptId(promptId).build();
    }

    private double gauge(String name, String what) {
        return meters.get(name).tag("for", what).gauge().value();
    }

    @Test
    void hugeKeyOnAValidValueIsADeadLetterWithinTheBound() {
        byte[] key = "k".repeat(400_000).getBytes(StandardCharsets.UTF_8);
        feedback.pipeInput(key, comparison("e1", ComparisonOutcome.A));

        TestRecord<byte[], byte[]> setAside = deadLetter(Topics.FEEDBACK);
        assertThat(setAside.key()).isEqualTo(key);
        assertThat(reason(setAside)).hasSizeLessThan(300).startsWith("key: \"kkkk");
    }

    @Test
    void repetitionThatSaysSomethingElseIsSetAside() {
        feedback.pipeInput(KEY, comparison("e1", ComparisonOutcome.A));
        feedback.pipeInput(KEY, comparison("e1", ComparisonOutcome.B));

        assertThat(reason(deadLetter(Topics.FEEDBACK)))
                .isEqualTo("event_id: event \"e1\" of prompt \"acme/p1\" came before, with other payload");
        assertThat(pairs.readValuesToList()).hasSize(1);
    }

    private TestRecord<byte[], byte[]> deadLetter(Topic<?> topic) {
        return deadLetters(topic).readRecord();
    }

    private TestOutputTopic<byte[], byte[]> deadLetters(Topic<?> topic) {
        return driver.createOutputTopic(topic.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static String reason(TestRecord<byte[], byte[]> deadLetter) {
        return DeadLetter.read(deadLetter.headers()).orElseThrow().reason();
    }

    private double count(String meter) {
        return meters.get(meter).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private <V extends SpecificRecord> TestInputTopic<byte[], V> input(Topic<V> topic, Serde<V> values) {
        return driver.createInputTopic(topic.name(), new ByteArraySerializer(), values.serializer());
    }

    private static <V> Serde<V> serde(BinaryMessageEncoder<V> encoder, BinaryMessageDecoder<V> decoder) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    try {
                        return value == null ? null : encoder.encode(value).array();
                    } catch (IOException e) {
                        throw new SerializationException(e);
                    }
                },
                (topic, bytes) -> {
                    try {
                        return bytes == null ? null : decoder.decode(ByteBuffer.wrap(bytes));
                    } catch (IOException e) {
                        throw new SerializationException("not Avro with a fingerprint", e);
                    }
                });
    }
}
