package dev.laurel.trainer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Topics;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.run.Trigger;
import dev.laurel.trainer.run.WindowRun;
import dev.laurel.trainer.run.WindowRun.Result;
import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.OffsetSpan;
import dev.laurel.trainer.window.Reread;
import dev.laurel.trainer.window.SizeLimit;
import dev.laurel.trainer.window.UntrainablePairs;
import dev.laurel.trainer.window.Window;
import dev.laurel.trainer.window.WindowPairs;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever is wrong with a window, its end is recorded, also for the next process, and the champion works on. */
class BadWindowsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path store;

    @Test
    void windowWithoutPairs() throws Exception {
        Lab lab = new Lab("no-pairs", store);

        WindowRun window = window(lab);

        assertThat(window.result()).contains(Result.TOO_FEW_PAIRS);
        assertThat(window.progress().note().orElseThrow()).startsWith("the window holds 0 pairs of the line");
        assertRecorded(lab, window);
    }

    @Test
    void windowOfOnePromptOnly() throws Exception {
        Lab lab = new Lab("one-prompt", store);
        lab.publish(manyOf("What is a cloud?", 30));

        WindowRun window = window(lab);

        assertThat(window.result()).contains(Result.TOO_FEW_PAIRS);
        assertThat(window.progress().note().orElseThrow()).startsWith("no pair can be held out");
        assertRecorded(lab, window);

        // they are not lost: with other prompts beside them they make a window
        lab.publish(Pairs.polite(100, 160));
        assertThat(window(lab).result()).contains(Result.PROMOTED);
        Manifest.Data data = manifest(lab, 1).data();
        assertThat(data.trained() + data.heldOut()).isEqualTo(90);
    }

    @Test
    void pairsOfANewerSchema() throws Exception {
        Lab lab = new Lab("newer", store);
        lab.publish(Pairs.polite(0, 40));
        int newer = Lab.REGISTRY.client().register(Topics.PAIRS.subject(), new AvroSchema(newerSchema()));
        for (PreferencePair pair : Pairs.polite(40, 60)) {
            lab.publish(pair.getPromptId(), encoded(lab, newer, pair, "plain"));
        }
        PreferencePair glad = Pairs.of("glad", "Which mood?");
        lab.publish(glad.getPromptId(), encoded(lab, newer, glad, "glad"));
        lab.publish("unknown", encoded(lab, 1_000_000, Pairs.of("unknown", "Which schema?"), "plain"));

        WindowRun window = window(lab);

        assertThat(window.result()).as("%s", window).contains(Result.PROMOTED);
        Manifest.Data data = manifest(lab, 1).data();
        assertThat(data.trained() + data.heldOut())
                .as("without the one whose mood would be lost")
                .isEqualTo(60);
        assertThat(data.unreadable().stream().filter(each -> each.reason().contains("1000000")))
                .hasSize(1);
        assertThat(data.unreadable().stream().filter(each -> each.reason().contains("has the field mood,")))
                .hasSize(1);
        assertThat(window.progress().notices()).extracting(Notice::kind).contains(Notice.Kind.UNREADABLE_RECORDS);
        assertRecorded(lab, window);
    }

    /** Each costs itself, by name; what an earlier trainer would have done with it is not done. */
    @Test
    void pairsThatCannotBeTrainedOn() throws Exception {
        Lab lab = new Lab("bad-pairs", store);
        lab.publish(Pairs.polite(0, 60));
        lab.publish(List.of(
                Pairs.builder("infinite", "Bad one").setMargin(1e308).build(),
                Pairs.builder("none", "Bad two").setMargin(Double.NaN).build(),
                Pairs.builder("heavy", "Bad three").setWeight(1e300).build(),
                Pairs.builder("weightless", "Bad four").setWeight(0).build(),
                Pairs.builder("ancient", "Bad five").setEventTime(Instant.EPOCH).build(),
                Pairs.builder("silent", "Bad six")
                        .setChosen(Pairs.answer("a", " "))
                        .build(),
                Pairs.builder("two\nlines", "Bad seven").build(),
                // a good edition, which the bad one after it replaces
                Pairs.builder("pair-0", "Tell me fact number 0 about the sea")
                        .setPromptId("prompt of pair-0")
                        .setMargin(-1e39)
                        .build()));

        WindowRun window = window(lab);

        assertThat(window.result()).as("%s", window).contains(Result.PROMOTED);
        assertThat(window.progress().setAside()).isEqualTo(Map.of("number", 5, "time", 1, "text", 1, "name", 1));
        Manifest.Data data = manifest(lab, 1).data();
        assertThat(data.trained() + data.heldOut()).isEqualTo(59);
        assertThat(data.setAside().pairs())
                .extracting(UntrainablePairs.Pair::pairId)
                .contains("infinite", "none", "heavy", "weightless", "ancient", "silent", "two\\u000alines", "pair-0");
        assertThat(window.progress().notices()).extracting(Notice::kind).contains(Notice.Kind.PAIRS_SET_ASIDE);
        assertRecorded(lab, window);
    }

    /** A window that was read before there was a check is read again without it. */
    @Test
    void windowOfAnEarlierTrainerIsReadAgainAsItWas() throws Exception {
        Lab lab = new Lab("read-earlier", store);
        lab.publish(Pairs.polite(0, 20));
        lab.publish(List.of(
                Pairs.builder("wide", "A wide margin").setMargin(5_000.0).build()));
        WindowPairs now = lab.reader().read(lab.line(), Optional.empty(), SizeLimit.ofPairs(100));
        Window then = new Window(
                now.window().topicId(), now.window().spans(), List.of(), 0, Optional.empty(), Optional.empty());

        assertThat(now.pairs()).hasSize(20);
        assertThat(lab.reader().again(lab.line(), now.window()))
                .isInstanceOfSatisfying(
                        Reread.Held.class, held -> assertThat(held.pairs()).hasSize(20));
        assertThat(lab.reader().again(lab.line(), then))
                .isInstanceOfSatisfying(
                        Reread.Held.class, held -> assertThat(held.pairs()).hasSize(21));
    }

    /** Bytes that no decoder can bear, and keys that would forge a line of the log. */
    @Test
    void recordsThatAnnounceWhatTheyDoNotHold() throws Exception {
        Lab lab = new Lab("rubbish", store);
        lab.publish(Pairs.polite(0, 40));
        byte[] pair = lab.record(Pairs.of("cut", "What?")).value();
        for (int end = 0; end < pair.length; end += 7) {
            byte[] cut = Arrays.copyOf(pair, end + 5);
            Arrays.fill(cut, end, end + 5, (byte) 0xFE); // lengths of 10⁹ and more
            lab.publish("cut\n2026-01-01 ERROR forged", cut);
        }

        WindowRun window = window(lab);

        assertThat(window.result()).as("%s", window).contains(Result.PROMOTED);
        Manifest.Data data = manifest(lab, 1).data();
        assertThat(data.trained() + data.heldOut()).isEqualTo(40);
        assertThat(data.unreadable()).isNotEmpty().allSatisfy(each -> assertThat(each.reason())
                .hasSizeLessThan(500)
                .doesNotContain("\n", "Gladly"));
    }

    @Test
    void offsetsThatRetentionHasDeleted() throws Exception {
        Lab lab = withChampion("expired");
        lab.publish(Pairs.polite(100, 160));
        List<OffsetSpan> lost = deleteAllRecords(manifest(lab, 1));
        lab.publish(Pairs.polite(160, 200));

        WindowRun window = window(lab);

        assertThat(window.progress().outcome()).as("%s", window).isPresent();
        Manifest manifest = manifest(lab, 2);
        assertThat(manifest.window().expired()).isEqualTo(lost);
        assertThat(manifest.data().trained() + manifest.data().heldOut()).isEqualTo(40);
        assertThat(manifest.data().notices()).extracting(Notice::kind).containsOnly(Notice.Kind.OFFSETS_EXPIRED);
        assertThat(window.progress().notices()).hasSize(lost.size());
        assertRecorded(lab, window);
    }

    @Test
    void topicThatWasRecreated() throws Exception {
        Lab lab = withChampion("recreated-topic");
        Path manifest = store.resolve("recreated-topic/000001").resolve(Manifest.FILE);
        String topicId = manifest(lab, 1).window().topicId();
        Files.writeString(manifest, Files.readString(manifest).replace(topicId, "the-topic-before"));

        WindowRun window = window(lab);

        assertThat(window.progress().outcome()).as("%s", window).isPresent();
        assertThat(window.progress().notices()).extracting(Notice::kind).contains(Notice.Kind.TOPIC_RECREATED);
        assertThat(manifest(lab, 2).data().notices())
                .isEqualTo(window.progress().notices());
        assertRecorded(lab, window);
    }

    @Test
    void transactionThatStaysOpen() throws Exception {
        Lab lab = withChampion("stays-open");
        try (KafkaProducer<byte[], byte[]> producer = lab.transactional()) {
            producer.beginTransaction();
            Pairs.polite(100, 160).forEach(pair -> producer.send(lab.record(pair)));
            producer.flush();

            WindowRun window = window(lab);

            assertThat(window.result()).contains(Result.TOO_FEW_PAIRS);
            assertThat(window.progress().note().orElseThrow()).startsWith("the window holds 0 pairs of the line");
            assertThat(window.progress().notices()).isNotEmpty().allSatisfy(notice -> assertThat(notice.toString())
                    .startsWith("open_transaction: partition ")
                    .contains("transactional id pairs of stays-open"));
            assertRecorded(lab, window);
            producer.abortTransaction();
        }
        assertThat(lab.versions().announced().champion()).contains(1);
    }

    @Test
    void lossThatIsNoNumberInTheMiddle() throws Exception {
        Lab lab = withChampion("diverged");
        lab.publish(Pairs.polite(100, 160));

        WindowRun window = window(lab.learning(1e30));

        assertThat(window.result()).contains(Result.DIVERGED);
        assertThat(window.progress().step()).isPositive();
        assertThat(window.progress().error().orElseThrow()).contains("at learning rate");
        assertRecorded(lab, window);
        assertThat(lab.versions().announced().champion()).contains(1);

        assertThat(window(lab.learning(1e-3)).progress().outcome().orElseThrow().version())
                .isEqualTo(2);
        Manifest.Data data = manifest(lab, 2).data();
        assertThat(data.trained() + data.heldOut()).isEqualTo(60);
    }

    @Test
    void lineThatAnotherTrainerTakesOver() throws Exception {
        Lab lab = withChampion("fenced");
        lab.publish(Pairs.polite(100, 160));
        CompletableFuture<Void> engineIsFree = new CompletableFuture<>();
        Thread blocker = new Thread(() -> Lab.ENGINE.call(step -> engineIsFree.join()));
        try (Lines lines = lines(lab)) {
            blocker.start();
            lines.line("fenced").train(Optional.empty(), Trigger.REQUEST);
            await().atMost(PATIENCE).ignoreExceptions().until(this::hasPlan);

            lab.versions().open().close(); // another trainer starts
            engineIsFree.complete(null);

            WindowRun window = await().atMost(PATIENCE)
                    .until(() -> lines.line("fenced").runs().windows().get(0), w -> w.endedAt()
                            .isPresent());
            assertThat(window.result()).contains(Result.FENCED);
            assertThat(window.progress().error().orElseThrow())
                    .isEqualTo("another trainer has taken over line fenced; nothing was announced by this one");
        }
        assertThat(lab.versions().announced().champion()).contains(1);
    }

    private boolean hasPlan() throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve("fenced"))) {
            return files.anyMatch(file -> file.endsWith("plan.json"));
        }
    }

    private Lab withChampion(String line) throws Exception {
        Lab lab = new Lab(line, store);
        lab.publish(Pairs.polite(0, 60));
        assertThat(window(lab).result()).contains(Result.PROMOTED);
        return lab;
    }

    private static Lines lines(Lab lab) throws Exception {
        Clock clock = Clock.systemUTC();
        Lines lines = new Lines(List.of(lab.trainer()), new TrainerMetrics(new SimpleMeterRegistry(), clock), clock);
        lines.recover();
        return lines;
    }

    /** A window as the service runs it, to its end. */
    private static WindowRun window(Lab lab) throws Exception {
        try (Lines lines = lines(lab)) {
            String line = lab.line().name();
            lines.line(line).train(Optional.empty(), Trigger.REQUEST);
            return await().atMost(PATIENCE)
                    .until(() -> lines.line(line).runs().windows().get(0), window -> window.endedAt()
                            .isPresent());
        }
    }

    private static void assertRecorded(Lab lab, WindowRun window) throws Exception {
        try (Lines next = lines(lab)) {
            assertThat(next.line(lab.line().name()).runs().windows().get(0)).isEqualTo(window);
        }
    }

    private static Manifest manifest(Lab lab, int version) throws Exception {
        return lab.versions().store().version(version).orElseThrow().manifest();
    }

    private static List<PreferencePair> manyOf(String question, int pairs) {
        List<PreferencePair> many = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            many.add(Pairs.of("pair-" + i, question));
        }
        return many;
    }

    /** Deletes what the topic holds, as retention does, and says what the window after the version's has lost. */
    private static List<OffsetSpan> deleteAllRecords(Manifest version) throws Exception {
        List<OffsetSpan> lost = new ArrayList<>();
        try (Admin admin = Lab.admin()) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (OffsetSpan span : version.window().spans()) {
                all.put(new TopicPartition(Topics.PAIRS.name(), span.partition()), RecordsToDelete.beforeOffset(-1));
            }
            var deleted = admin.deleteRecords(all).lowWatermarks();
            for (OffsetSpan span : version.window().spans()) {
                long low = deleted.get(new TopicPartition(Topics.PAIRS.name(), span.partition()))
                        .get()
                        .lowWatermark();
                if (low > span.to()) {
                    lost.add(new OffsetSpan(span.partition(), span.to(), low));
                }
            }
        }
        return lost;
    }

    /** A pair in the wire format of the newer schema, whose last field comes after all that the pair has now; "plain" is its default. */
    private static byte[] encoded(Lab lab, int schema, PreferencePair pair, String said) {
        byte[] now = lab.record(pair).value();
        byte[] mood = said.getBytes(UTF_8);
        int prefix = 1 + Integer.BYTES;
        return ByteBuffer.allocate(now.length + 1 + mood.length)
                .put((byte) 0)
                .putInt(schema)
                .put(now, prefix, now.length - prefix)
                .put((byte) (2 * mood.length)) // Avro's zigzag
                .put(mood)
                .array();
    }

    /** The schema of pairs with a field more, as a later release may have it. */
    private static Schema newerSchema() {
        Schema now = PreferencePair.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        now.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("mood", Schema.create(Schema.Type.STRING), "A later field.", "plain"));
        return Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false, fields);
    }
}
