package dev.laurel.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.laurel.gates.Gates;
import dev.laurel.ingest.ledger.EntryKey;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.Edit;
import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.ErasureState;
import dev.laurel.schema.ErasureStatus;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptReference;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;
import dev.laurel.service.client.ClientSettings;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.laurel.ingest.IngestTopologyTest.VALUES;
import static dev.laurel.ingest.Samples.but;
import static dev.laurel.ingest.Samples.comparison;
import static dev.laurel.ingest.Samples.rating;
import static dev.laurel.ingest.Samples.response;
import static dev.laurel.ingest.Samples.retraction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an erasure takes out of the stores, looked for in their bytes and in the files under them. */
class ErasureTopologyTest {

    private static final String PERSON = "grace-4711";
    private static final String SECRET = "my secret number is 4711";
    private static final PairSettings SETTINGS = new PairSettings(
            false, Gates.read(Map.of("*", Map.of("pairs-per-subject", "100", "duplicates", "held-back"))));

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private int asked;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], FeedbackEvent> feedback;
    private TestInputTopic<byte[], FeedbackEvent> unjoined;
    private TestInputTopic<byte[], GeneratedResponse> responses;
    private TestInputTopic<byte[], ErasureRequest> erasures;
    private TestOutputTopic<byte[], PreferencePair> pairs;
    private TestOutputTopic<byte[], ErasureStatus> statuses;

    @BeforeEach
    void start() {
        ClientSettings settings = new ClientSettings(Map.of("bootstrap.servers", "unused:1"), Map.of());
        driver = new TopologyTestDriver(
                IngestTopology.build(
                        VALUES,
                        SETTINGS,
                        new LedgerLimits(Duration.ofDays(30), Duration.ofDays(7), 100_000),
                        new JoinLimits(Duration.ofDays(90), Duration.ofDays(7)),
                        new IngestMetrics(meters)),
                PairStreams.properties(settings, "laurel-ingest", stateDir),
                Samples.NOON);
        feedback = input(Topics.FEEDBACK, VALUES.feedback());
        unjoined = input(Topics.UNJOINED, VALUES.unjoined());
        responses = input(Topics.RESPONSES, VALUES.responses());
        erasures = input(Topics.ERASURES, VALUES.erasures());
        pairs = output(Topics.PAIRS, VALUES.pairs());
        statuses = output(Topics.ERASURE_STATUS, VALUES.erasureStatus());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void nothingOfAPersonIsLeft() throws IOException {
        tellAll();
        List<PreferencePair> published = pairs.readValuesToList();
        assertThat(published)
                .isNotEmpty()
                .allMatch(pair -> PERSON.equals(pair.getSource().getSubject().orElse(null)));
        writeFiles();
        assertThat(isAnywhere(SECRET)).isTrue();
        assertThat(isAnywhere(PERSON)).isTrue();
        var ids = output(Topics.PROMPT_IDS, VALUES.promptIds());
        ids.readValuesToList();

        ErasureStatus done = erase(PERSON);

        assertThat(done.getState()).isEqualTo(ErasureState.DONE);
        assertThat(done.getCounts()).containsEntry("events", 5L).containsEntry("waiting", 1L);
        assertThat(isAnywhere(SECRET)).as("a text in a store, or a file").isFalse();
        assertThat(isAnywhere(PERSON)).as("the pseudonym in a store, or a file").isFalse();
        List<PreferencePair> withdrawn = pairs.readValuesToList();
        assertThat(withdrawn)
                .allMatch(pair -> pair.getOperation() == PairOperation.WITHDRAW)
                .allMatch(pair -> pair.getPrompt().isEmpty()
                        && pair.getChosen().getMessages().isEmpty()
                        && pair.getRejected().getMessages().isEmpty());
        assertThat(withdrawn)
                .extracting(PreferencePair::getPairId)
                .containsExactlyInAnyOrderElementsOf(
                        published.stream().map(PreferencePair::getPairId).toList());
        assertThat(ids.readValuesToList())
                .filteredOn(PromptReference::getForgotten)
                .extracting(PromptReference::getId)
                .contains("a", "b");
        assertThat(driver.createOutputTopic(
                                Topics.FEEDBACK.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .isEmpty())
                .isTrue();
        assertThat(meters.get("laurel.ingest.waiting").gauges()).allMatch(gauge -> gauge.value() == 0);
    }

    @Test
    void whatOthersSaidStays() {
        feedback.pipeInput(key("p1"), of(PERSON, comparison("e1", ComparisonOutcome.A)));
        feedback.pipeInput(key("p2"), of("ada", ofPrompt("p2", comparison("e2", ComparisonOutcome.A))));
        feedback.pipeInput(key("p3"), ofPrompt("p3", comparison("e3", ComparisonOutcome.A)));
        pairs.readValuesToList();

        erase(PERSON);

        assertThat(pairs.readValuesToList()).hasSize(1);
        feedback.pipeInput(key("p2"), ofPrompt("p2", retraction("e4", "e2")));
        feedback.pipeInput(key("p3"), ofPrompt("p3", retraction("e5", "e3")));
        assertThat(pairs.readValuesToList()).as("they stood until now").hasSize(2);
    }

    @Test
    void ofATextThatTwoPeopleClaimOneIsErasedAndTheOtherStays() throws IOException {
        feedback.pipeInput(key("p1"), of(PERSON, comparison("e1", ComparisonOutcome.A)));
        feedback.pipeInput(key("p1"), of("ada", by("bob", comparison("e2", ComparisonOutcome.B))));
        responses.pipeInput(key("p1"), of(PERSON, response("c", SECRET)));
        List<PreferencePair> published = pairs.readValuesToList();
        assertThat(published).hasSize(2);

        erase(PERSON);

        assertThat(pairs.readValuesToList())
                .extracting(PreferencePair::getPairId)
                .containsExactly(published.get(0).getPairId());
        assertThat(isAnywhere(SECRET)).isFalse();
        assertThat(isAnywhere("Why is the sky blue?")).isTrue();
        feedback.pipeInput(key("p1"), retraction("e3", "e2"));
        assertThat(pairs.readValue().getPairId()).isEqualTo(published.get(1).getPairId());
    }

    @Test
    void whatComesAgainOrLaterOfThePersonIsNotTakenIn() throws IOException {
        feedback.pipeInput(key("p1"), of(PERSON, comparison("e1", ComparisonOutcome.A)));
        feedback.pipeInput(key("p1"), comparison("e2", ComparisonOutcome.A));
        erase(PERSON);
        pairs.readValuesToList();

        feedback.pipeInput(key("p1"), of(PERSON, comparison("e1", ComparisonOutcome.A)));
        feedback.pipeInput(key("p1"), comparison("e2", ComparisonOutcome.A));
        responses.pipeInput(key("p4"), ofPrompt("p4", of(PERSON, response("x", SECRET))));
        unjoined.pipeInput(key("a"), withoutPrompt(of(PERSON, rating("e3", "a", 1))));

        assertThat(pairs.isEmpty()).isTrue();
        assertThat(isAnywhere(SECRET)).isFalse();
        assertThat(meters.get("laurel.ingest.erased.records").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .as("one of them without a subject, of the erased conversation")
                .isEqualTo(4);
    }

    @Test
    void ledgersOfAnEarlierFormAreSearchedToo() throws IOException {
        byte[] ledger = Files.readAllBytes(Path.of("src/test/resources/earlier/0.ledger"));
        var earlier = driver.getTimestampedKeyValueStore(EarlierLedgerStore.NAME);
        earlier.put("acme/p1", ValueAndTimestamp.make(ledger, Samples.NOON.toEpochMilli()));
        writeFiles();
        assertThat(isAnywhere("Answer a1")).isTrue();

        List.of("r0", "r1", "r2").forEach(this::erase);

        assertThat(pairs.readValuesToList())
                .isNotEmpty()
                .allMatch(pair -> pair.getOperation() == PairOperation.WITHDRAW);
        await().untilAsserted(() ->
                assertThat(isAnywhere("Answer a1")).as("merged beside").isFalse());
    }

    @Test
    void twoRequestsForOnePersonLeaveTheGaugeAtZero() {
        unjoined.pipeInput(key("later"), of(PERSON, withoutPrompt(rating("e7", "later", 3))));
        unjoined.pipeInput(key("other"), of("ada", withoutPrompt(rating("e8", "other", 3))));
        erasures.pipeInput(key("e"), request(PERSON));
        erase(PERSON);
        driver.advanceWallClockTime(Duration.ofSeconds(30));
        assertThat(meters.get("laurel.ingest.waiting")
                        .tag("for", "prompt")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void feedbackIdsOfAnotherSystemStayKnown() {
        feedback.pipeInput(
                key("p1"), of(PERSON, but(comparison("e1", ComparisonOutcome.A), e -> e.setFeedbackId("17"))));
        FeedbackEvent others = but(of("ada", ofPrompt("p2", comparison("e2", ComparisonOutcome.A))), e -> {
            e.setFeedbackId("17");
            e.getSourceBuilder().setSystem("mobile");
            return e;
        });
        feedback.pipeInput(key("p2"), others);
        erase(PERSON);
        pairs.readValuesToList();
        unjoined.pipeInput(key("17"), but(retraction("e3", null), e -> {
            e.setPromptId("").setFeedbackId("17").setEventTime(Samples.NOON.plusSeconds(5));
            e.getSourceBuilder().setSystem("mobile");
            return e;
        }));
        assertThat(pairs.readValuesToList()).as("ada's pair is withdrawn").hasSize(1);
    }

    @Test
    void annotatorsPairStaysWhereAnotherClaimsTheTextsToo() {
        responses.pipeInput(key("p1"), of(PERSON, response("a")));
        responses.pipeInput(key("p1"), of(PERSON, response("b")));
        feedback.pipeInput(key("p1"), by("bob", withoutTexts(comparison("e1", ComparisonOutcome.A))));
        feedback.pipeInput(key("p1"), of("ada", withoutTexts(rating("e2", "a", 5))));
        feedback.pipeInput(key("p1"), of("ada", withoutTexts(rating("e3", "b", 5))));
        assertThat(pairs.readValuesToList()).hasSize(1);
        erase(PERSON);
        List<PreferencePair> after = pairs.readValuesToList();
        assertThat(after).isEmpty();
    }

    @Test
    void withdrawalOfAPairThatWasPublishedBeforeTheClaimNamesThePerson() {
        feedback.pipeInput(key("p1"), by("bob", comparison("e1", ComparisonOutcome.A)));
        responses.pipeInput(key("p1"), of(PERSON, response("a")));
        responses.pipeInput(key("p1"), of(PERSON, response("b")));
        pairs.readValuesToList();
        erase(PERSON);
        assertThat(pairs.readValue().getSource().getSubject()).hasValue(PERSON);
    }

    @Test
    void personWhosePseudonymLooksLikeARatersNameKeepsTheirClaims() throws IOException {
        responses.pipeInput(key("p1"), of(PERSON, response("a")));
        responses.pipeInput(key("p1"), of("subject/" + PERSON, response("b", SECRET)));
        erase(PERSON);
        assertThat(isAnywhere(SECRET)).isTrue();
        erase("subject/" + PERSON);
        assertThat(isAnywhere(SECRET)).isFalse();
    }

    @Test
    void erasedConversationDoesNotComeBackWithAnAnnotatorsWord() throws IOException {
        responses.pipeInput(key("p1"), of(PERSON, response("a", SECRET)));
        responses.pipeInput(key("p1"), of(PERSON, response("b")));
        erase(PERSON);
        feedback.pipeInput(
                key("p1"),
                by(
                        "bob",
                        but(
                                comparison("e9", ComparisonOutcome.A),
                                e -> e.setCandidates(List.of(Samples.answer("a", SECRET), Samples.answer("b"))))));
        assertThat(isAnywhere(SECRET)).isFalse();
        assertThat(pairs.isEmpty()).isTrue();
    }

    @Test
    void whatWaitsOfThePersonIsNotJoinedAfterTheRequest() {
        unjoined.pipeInput(key("a"), of(PERSON, withoutPrompt(but(rating("e7", "a", 3), e -> e.setComment(SECRET)))));
        erasures.pipeInput(key("e"), request(PERSON));
        var out = driver.createOutputTopic(
                Topics.FEEDBACK.name(),
                new ByteArrayDeserializer(),
                VALUES.feedback().deserializer());
        responses.pipeInput(key("p1"), response("a"));
        assertThat(out.readValuesToList()).isEmpty();
    }

    @Test
    void noEditOfThePersonIsPublishedBetweenTwoSlices() {
        responses.pipeInput(key("p1"), of("ada", response("a")));
        responses.pipeInput(key("p1"), of("ada", response("b")));
        for (int i = 0; i < 300; i++) {
            int n = i;
            // the latest words, which go first, prefer b; those that go last prefer a
            feedback.pipeInput(
                    key("p1"),
                    of(
                            PERSON,
                            but(
                                    withoutTexts(comparison(
                                            "e%03d".formatted(i), i < 250 ? ComparisonOutcome.B : ComparisonOutcome.A)),
                                    e -> {
                                        e.getSourceBuilder().setAnnotator(null);
                                        return e.setEventTime(Samples.NOON.minusSeconds(n));
                                    })));
        }
        feedback.pipeInput(key("p1"), of(PERSON, but(Samples.feedback("z", new Edit("a", "better: " + SECRET)), e -> {
            e.getSourceBuilder().setAnnotator(null);
            return e;
        })));
        pairs.readValuesToList();
        erase(PERSON);
        List<PreferencePair> after = pairs.readValuesToList();
        long published = after.stream()
                .filter(p -> p.getOperation() == PairOperation.PUBLISH)
                .count();
        assertThat(after.stream().filter(p -> p.toString().contains(SECRET)).count())
                .as("texts of %s published", published)
                .isZero();
        assertThat(published).isZero();
    }

    @Test
    void earlierLedgersWaitingFeedbackGoesOnWaitingAndLedgerIsForgottenInItsTime() throws IOException {
        for (int n = 0; n < 12; n++) {
            byte[] ledger = Files.readAllBytes(Path.of("src/test/resources/earlier/" + n + ".ledger"));
            driver.getTimestampedKeyValueStore(EarlierLedgerStore.NAME)
                    .put("acme/q" + n, ValueAndTimestamp.make(ledger, Samples.NOON.toEpochMilli()));
        }
        erase("r"); // names nobody, stands in every ledger
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        int letters = driver.createOutputTopic(
                        Topics.FEEDBACK.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .size();
        for (int i = 0; i < 80; i++) {
            driver.advanceWallClockTime(Duration.ofHours(12));
        }
        assertThat(letters).isZero();
        assertThat(isAnywhere("Answer a1")).isFalse();
    }

    @Test
    void whatStandsInTheWayIsSaidAndTriedAgain() {
        var ledgers = driver.<Bytes, byte[]>getKeyValueStore(StoredEntries.LEDGERS);
        Bytes damaged = Bytes.wrap("eacme/p9\0Je1\0web\0".getBytes(StandardCharsets.UTF_8));
        ledgers.put(damaged, ("damaged " + PERSON).getBytes(StandardCharsets.UTF_8));

        ErasureStatus stuck = erase(PERSON);

        assertThat(stuck.getState()).isEqualTo(ErasureState.STUCK);
        assertThat(stuck.getProblems()).containsExactly("met a java.lang.IllegalStateException");
        feedback.pipeInput(key("p1"), comparison("e1", ComparisonOutcome.A));
        assertThat(pairs.readValuesToList()).hasSize(1);
        ledgers.delete(damaged);
        for (int i = 0; i < 20 && statuses.isEmpty(); i++) {
            driver.advanceWallClockTime(Duration.ofMinutes(1));
        }
        assertThat(statuses.readValue().getState()).isEqualTo(ErasureState.DONE);
    }

    @Test
    void requestThatNamesNobodyIsSetAside() {
        erasures.pipeInput(key("e"), ErasureRequest.newBuilder(request("")).build());

        assertThat(driver.createOutputTopic(
                                Topics.ERASURES.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecord()
                        .value())
                .isNotNull();
    }

    /** A conversation of the person, judged by them and by others, edited, waited for and taken back. */
    private void tellAll() {
        responses.pipeInput(key("p1"), of(PERSON, response("a", "a: " + SECRET)));
        responses.pipeInput(key("p1"), of(PERSON, response("b", "b: " + SECRET)));
        feedback.pipeInput(key("p1"), of(PERSON, withoutTexts(comparison("e1", ComparisonOutcome.A))));
        feedback.pipeInput(key("p1"), by("bob", withoutTexts(comparison("e2", ComparisonOutcome.B))));
        feedback.pipeInput(key("p1"), of(PERSON, Samples.feedback("e3", new Edit("a", "better: " + SECRET))));
        feedback.pipeInput(key("p1"), of(PERSON, withoutTexts(rating("e4", "a", 5))));
        feedback.pipeInput(key("p1"), of(PERSON, withoutTexts(rating("e5", "b", 1))));
        feedback.pipeInput(
                key("p1"),
                of(PERSON, but(retraction("e6", "e0"), e -> e.setMessages(List.of(Messages.text("user", SECRET))))));
        unjoined.pipeInput(key("later"), of(PERSON, but(rating("e7", "later", 3), e -> e.setPromptId("")
                .setMessages(List.of(Messages.text("user", SECRET)))
                .setCandidates(List.of()))));
    }

    private ErasureStatus erase(String subject) {
        erasures.pipeInput(key("e"), request(subject));
        for (int i = 0; i < 100 && statuses.isEmpty(); i++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
        driver.advanceWallClockTime(Duration.ofSeconds(1)); // the request itself is forgotten after it is answered
        return statuses.readValue();
    }

    private ErasureRequest request(String subject) {
        return ErasureRequest.newBuilder()
                .setErasureId("x-" + asked++)
                .setTenant("acme")
                .setSubject(subject)
                .setReason("asked")
                .setActor("ada")
                .setEventTime(Samples.NOON)
                .build();
    }

    private void writeFiles() {
        driver.getAllStateStores().values().forEach(StateStore::flush);
    }

    private boolean isAnywhere(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        List<byte[]> all = new ArrayList<>();
        for (String store : List.of(StoredEntries.LEDGERS, StoredEntries.JOINS, StoredEntries.ERASURES)) {
            try (var entries = driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
                entries.forEachRemaining(entry -> all.addAll(List.of(entry.key.get(), entry.value)));
            }
        }
        try (var entries = driver.<String, byte[]>getTimestampedKeyValueStore(EarlierLedgerStore.NAME)
                .all()) {
            entries.forEachRemaining(entry -> all.add(entry.value.value()));
        }
        try (Stream<Path> files = Files.walk(stateDir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.add(Files.readAllBytes(file));
            }
        }
        return all.stream().anyMatch(bytes -> EntryKey.indexOf(bytes, wanted) >= 0);
    }

    private static FeedbackEvent of(String subject, FeedbackEvent event) {
        return but(event, e -> {
            e.getSourceBuilder().setSubject(subject);
            return e;
        });
    }

    private static GeneratedResponse of(String subject, GeneratedResponse response) {
        return GeneratedResponse.newBuilder(response).setSubject(subject).build();
    }

    private static FeedbackEvent by(String annotator, FeedbackEvent event) {
        return but(event, e -> {
            e.getSourceBuilder().setAnnotator(annotator);
            return e;
        });
    }

    private static FeedbackEvent withoutTexts(FeedbackEvent event) {
        return but(event, e -> e.setCandidates(List.of()));
    }

    private static FeedbackEvent ofPrompt(String promptId, FeedbackEvent event) {
        return but(event, e -> e.setPromptId(promptId));
    }

    private static GeneratedResponse ofPrompt(String promptId, GeneratedResponse response) {
        return GeneratedResponse.newBuilder(response).setPromptId(promptId).build();
    }

    private static FeedbackEvent withoutPrompt(FeedbackEvent event) {
        return but(event, e -> e.setPromptId("").setMessages(List.of()).setCandidates(List.of()));
    }

    private static byte[] key(String id) {
        return ("acme/" + id).getBytes(StandardCharsets.UTF_8);
    }

    private <V extends SpecificRecord> TestInputTopic<byte[], V> input(Topic<V> topic, Serde<V> values) {
        return driver.createInputTopic(topic.name(), new ByteArraySerializer(), values.serializer());
    }

    private <V extends SpecificRecord> TestOutputTopic<byte[], V> output(Topic<V> topic, Serde<V> values) {
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), values.deserializer());
    }
}
