package dev.laurel.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.schema.Completion;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.erase.Eraser;
import dev.laurel.trainer.erase.Erasure;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.lineage.Ancestor;
import dev.laurel.trainer.lineage.Lineage;
import dev.laurel.trainer.lineage.PairTrace;
import dev.laurel.trainer.lineage.UsedPair;
import dev.laurel.trainer.promotion.Judgement;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.reproduce.Difference;
import dev.laurel.trainer.reproduce.Finding;
import dev.laurel.trainer.reproduce.Outcome;
import dev.laurel.trainer.reproduce.Reproduction;
import dev.laurel.trainer.train.HeldOutScore;
import dev.laurel.trainer.train.StepRecord;
import dev.laurel.trainer.train.TrainingFailedException;
import dev.laurel.trainer.window.OffsetSpan;
import dev.laurel.trainer.window.WindowArchive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Versions trained again from what was kept of them, and what is noticed where that was changed or erased. */
@TestMethodOrder(OrderAnnotation.class)
class ProvenanceIT {

    private static final int LAST = Integer.MAX_VALUE;
    private static final String LINE = "provenance";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path root;

    private static Lab lab;

    /** Version 2 is trained from 1 and 3 from 2; the third window withdraws a pair of the first and one of the second. */
    @BeforeAll
    static void train() throws Exception {
        lab = new Lab(LINE, root);
        lab.publish(Pairs.polite(0, 100));
        window();
        lab.publish(Pairs.polite(100, 160));
        window();
        lab.publish(Pairs.polite(160, 200));
        lab.publish(List.of(
                Pairs.withdrawal(trained(1).get(0), "Tell me"),
                Pairs.withdrawal(trained(2).get(0), "Tell me")));
        window();
        assertThat(version(3).manifest().parentVersion()).contains(2);
    }

    @Test
    void everyVersionComesOutTheSame() throws Exception {
        for (int version : List.of(1, 2, 3)) {
            AtomicReference<Reproduction> progress = new AtomicReference<>(Reproduction.waiting("r", LINE, version));
            Finding finding = lab.trainer().reproducer().reproduce(version, Reproduction.ALL, progress::updateAndGet);

            assertThat(finding.outcome()).as("%s", finding).isEqualTo(Outcome.SAME);
            assertThat(finding.reproducedDigest())
                    .contains(version(version).manifest().weightDigest());
            assertThat(finding.notes()).isEmpty();
            assertThat(progress.get().step())
                    .isEqualTo(version(version).manifest().steps().size());
        }
        assertThat(root).isDirectoryNotContaining("glob:**/.reproduction-*");
    }

    @Test
    void aParentWithoutWeightsIsTrainedAgainFirst() throws Exception {
        Path first = version(1).directory().resolve("model.safetensors");
        Path second = version(2).directory().resolve("model.safetensors");
        Files.move(first, root.resolve("first"));
        Files.move(second, root.resolve("second"));
        try {
            Finding finding = reproduce(3);

            assertThat(finding.outcome()).as("%s", finding).isEqualTo(Outcome.SAME);
        } finally {
            Files.move(root.resolve("first"), first);
            Files.move(root.resolve("second"), second);
        }
    }

    @Test
    void aMissingParentIsNamed() throws Exception {
        Path parent = version(1).directory();
        Files.move(parent, root.resolve("aside"));
        try {
            Finding finding = reproduce(2);

            assertThat(finding.outcome()).isEqualTo(Outcome.MISSING);
            assertThat(finding.summary())
                    .isEqualTo("version 1 of line provenance, which version 2 was trained from, is not in the store");
        } finally {
            Files.move(root.resolve("aside"), parent);
        }
    }

    @Test
    void aChangedByteInAPairIsNamedWithItsPlace() throws Exception {
        Path archive = version(2).directory().resolve(WindowArchive.TRAINING);
        List<PreferencePair> pairs = WindowArchive.read(archive);
        byte[] before = Files.readAllBytes(archive);
        PreferencePair changed = pairs.get(7);
        pairs.set(
                7,
                PreferencePair.newBuilder(changed)
                        .setChosen(Completion.newBuilder(changed.getChosen())
                                .setMessages(List.of(Messages.text("assistant", "Gladly? Here is something kind.")))
                                .build())
                        .build());
        try {
            WindowArchive.write(archive, pairs);
            Finding finding = reproduce(2);

            assertThat(finding.outcome()).isEqualTo(Outcome.DIFFERENT);
            assertThat(finding.differences())
                    .extracting(Difference::kind)
                    .containsExactly(Difference.Kind.ARCHIVE, Difference.Kind.PAIR);
            assertThat(finding.differences().get(1).where()).matches("partition \\d+, offset \\d+");
            assertThat(finding.differences().get(1).expected())
                    .isEqualTo("pair " + changed.getPairId() + " in training.avro");
            assertThat(finding.differences().get(1).found()).isEqualTo("another chosen");
        } finally {
            Files.write(archive, before);
        }
    }

    @Test
    void aChangedSeedIsNamed() throws Exception {
        Finding finding = withManifest(2, manifest -> ((ObjectNode) manifest.path("training")).put("seed", 2));

        assertThat(finding.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(finding.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Difference.Kind.SEED);
            assertThat(difference.where()).isEqualTo("step 1, seed 2");
        });
    }

    @Test
    void aChangedOffsetIsNamed() throws Exception {
        int index = 0;
        List<OffsetSpan> spans = version(2).manifest().window().spans();
        while (spans.get(index).from() == spans.get(index).to()) {
            index++;
        }
        OffsetSpan span = spans.get(index);
        int changed = index;
        Finding finding = withManifest(
                2, manifest -> ((ObjectNode) manifest.at("/window/spans/" + changed)).put("to", span.to() - 1));

        assertThat(finding.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(finding.differences())
                .anySatisfy(difference -> assertThat(difference.kind()).isEqualTo(Difference.Kind.PAIR))
                .anySatisfy(difference -> {
                    assertThat(difference.kind()).isEqualTo(Difference.Kind.OFFSETS);
                    assertThat(difference.expected()).isEqualTo(span.toString());
                });
    }

    @Test
    void otherOptionsAreSeenInTheFirstStepThatTheyChange() throws Exception {
        Finding finding =
                withManifest(2, manifest -> ((ObjectNode) manifest.path("training")).put("learning_rate", 0.002));

        assertThat(finding.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(finding.differences())
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.STEP, Difference.Kind.WEIGHTS);
        assertThat(finding.differences().get(0).where()).startsWith("step ");
    }

    @Test
    void anotherMachineIsNamedWhereTheWeightsDiffer() throws Exception {
        Finding same = withManifest(2, manifest -> ((ObjectNode) manifest.path("environment")).put("threads", 7));
        Finding other = withManifest(2, manifest -> {
            ((ObjectNode) manifest.path("environment")).put("threads", 7);
            ((ObjectNode) manifest.path("training")).put("learning_rate", 0.001000001);
        });

        assertThat(same.outcome()).isEqualTo(Outcome.SAME);
        assertThat(other.outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
        assertThat(other.environment()).containsExactly(new Finding.Otherwise("number of threads", "7", "2"));
        assertThat(other.closeness().orElseThrow().isWithin()).isTrue();
    }

    @Test
    void theFirstStepsAreComparedToTheBitAndNoMore() throws Exception {
        Finding before = withStep(2, 5, () -> reproduce(2, 4));
        Finding beyond = withStep(2, 5, () -> reproduce(2, 5));

        assertThat(before.outcome()).as("%s", before).isEqualTo(Outcome.SAME_SO_FAR);
        assertThat(before.summary())
                .isEqualTo("the same losses in the first 4 of "
                        + version(2).manifest().steps().size() + " steps; the weights were not compared");
        assertThat(before.reproducedDigest()).isEmpty();
        assertThat(beyond.outcome()).isEqualTo(Outcome.DIFFERENT);
        assertThat(beyond.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Difference.Kind.STEP);
            assertThat(difference.where()).isEqualTo("step 5");
        });
        assertThat(reproduce(2, version(2).manifest().steps().size()).outcome()).isEqualTo(Outcome.SAME);
    }

    @Test
    void whatAVersionWasJudgedByIsKept() throws Exception {
        Judgement judgement = version(2).manifest().judgement();
        List<HeldOutScore> scores = new ArrayList<>();
        for (String line : Files.readAllLines(version(2).directory().resolve(HeldOutScore.FILE))) {
            scores.add(Json.mapper().readValue(line, HeldOutScore.class));
        }

        assertThat(scores)
                .extracting(HeldOutScore::pairId)
                .doesNotHaveDuplicates()
                .hasSize(judgement.pairs());
        assertThat(Evaluation.of(scores.stream().map(HeldOutScore::version).toList()))
                .isEqualTo(judgement.challenger().evaluation());
        assertThat(Evaluation.of(scores.stream().map(HeldOutScore::parent).toList()))
                .isEqualTo(judgement.champion().evaluation());
    }

    @Test
    void lineageGoesBothWays() throws Exception {
        Lineage lineage = new Lineage(LINE, lab.versions().store());
        String withdrawn = trained(1).get(0);
        String standing = trained(1).get(1);

        List<Ancestor> ancestry = lineage.ancestry(3).orElseThrow().versions();
        assertThat(ancestry).extracting(Ancestor::version).containsExactly(3, 2, 1);
        assertThat(ancestry.get(2).withdrawnSince()).containsExactly(withdrawn);
        assertThat(ancestry.get(1).withdrawnSince()).contains(trained(2).get(0));
        assertThat(ancestry.get(0).withdrawnSince()).isEmpty();

        List<UsedPair> pairs = lineage.pairs(1).orElseThrow().pairs();
        assertThat(pairs).hasSize(100);
        assertThat(pairs).filteredOn(UsedPair::withdrawnSince).singleElement().satisfies(pair -> {
            assertThat(pair.pairId()).isEqualTo(withdrawn);
            assertThat(pair.events()).containsExactly("event of " + withdrawn);
        });

        PairTrace trace =
                lineage.event("event of " + standing, Optional.of(LINE)).pairs().get(0);
        assertThat(trace.pairId()).isEqualTo(standing);
        assertThat(trace.trained()).containsExactly(1);
        assertThat(trace.judged()).isEmpty();
        String again = version(2).archive(WindowArchive.REPLAY).get(0).getPairId();
        assertThat(lineage.pair(again).pairs().get(0).replayed()).contains(2);
        assertThat(lineage.pair(withdrawn).pairs().get(0).withdrawn()).containsExactly(3);
        String held = version(2).heldOut().get(0).getPairId();
        assertThat(lineage.pair(held).pairs().get(0).judged()).containsExactly(2, 3);
        assertThat(lineage.pair("unheard-of").pairs()).isEmpty();
    }

    @Test
    @Order(LAST)
    void offsetsThatTheTopicDroppedAreNotedAndTheArchiveSuffices() throws Exception {
        lab.forgetPairs();

        Finding finding = reproduce(2);

        assertThat(finding.outcome()).as("%s", finding).isEqualTo(Outcome.SAME);
        assertThat(finding.notes()).singleElement().asString().startsWith("expired: the topic no longer holds");
    }

    @Test
    void erasedPairsAreNamedAndNeverReadAgain(@TempDir Path store) throws Exception {
        Lab erasing = new Lab("erasing", store);
        List<PreferencePair> pairs = new ArrayList<>(Pairs.polite(0, 60));
        for (int i = 0; i < 8; i++) {
            pairs.add(Pairs.ofPerson("personal-" + i, "Personal question number " + i, "grace"));
        }
        erasing.publish(pairs);
        erasing.trainer().window(Optional.empty(), change -> {});
        StoredVersion version = erasing.versions().store().version(1).orElseThrow();
        List<String> learned = version.archive(WindowArchive.TRAINING).stream()
                .map(PreferencePair::getPairId)
                .filter(id -> id.startsWith("personal"))
                .sorted()
                .toList();
        assertThat(learned).isNotEmpty();
        erasing.publish(List.of(Pairs.ofPerson("personal-9", "One more personal question", "grace")));
        erasing.publish(Pairs.polite(100, 140));

        Erasure request = erasing.erasures().request("erasing", "grace", "asked", "ada");
        new Eraser(erasing.stores(), erasing.erasures(), Clock.systemUTC()).complete(request);
        Finding finding = erasing.trainer().reproducer().reproduce(1, Reproduction.ALL, change -> {});
        erasing.trainer().window(Optional.empty(), change -> {});

        assertThat(finding.outcome()).as("%s", finding).isEqualTo(Outcome.ERASED);
        assertThat(finding.erased()).isEqualTo(learned);
        Manifest second = erasing.versions().store().version(2).orElseThrow().manifest();
        assertThat(second.data().erased()).isEqualTo(1);
        assertThat(second.data().trained() + second.data().heldOut()).isEqualTo(40);
        assertThat(erasing.trainer()
                        .reproducer()
                        .reproduce(2, Reproduction.ALL, change -> {})
                        .outcome())
                .isEqualTo(Outcome.SAME);
        assertThat(new Lineage("erasing", erasing.versions().store())
                        .pair(learned.get(0))
                        .pairs()
                        .get(0)
                        .erased())
                .containsExactly(1);
    }

    @Test
    void aWindowWhosePairsAreErasedWhileItRunsIsLetGo(@TempDir Path store) throws Exception {
        Lab lab = new Lab("midway", store);
        lab.publish(Pairs.polite(0, 40));
        lab.publish(List.of(Pairs.ofPerson("personal", "A personal question", "grace")));
        AtomicReference<Erasure> request = new AtomicReference<>();

        assertThatExceptionOfType(TrainingFailedException.class)
                .isThrownBy(() -> lab.trainer().window(Optional.empty(), change -> {
                    if (request.get() == null) {
                        request.set(erase(lab));
                    }
                }))
                .withMessageContaining("were erased while it ran");
        assertThat(lab.versions().store().versions()).isEmpty();
        lab.trainer().window(Optional.empty(), change -> {});
        assertThat(lab.versions()
                        .store()
                        .version(1)
                        .orElseThrow()
                        .manifest()
                        .data()
                        .erased())
                .isEqualTo(1);
    }

    private static Erasure erase(Lab lab) {
        try {
            return lab.erasures().request("midway", "grace", "asked", "ada");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void window() throws IOException {
        assertThat(lab.trainer().window(Optional.empty(), change -> {}).promoted())
                .isTrue();
    }

    private static Finding reproduce(int version) throws IOException {
        return reproduce(version, Reproduction.ALL);
    }

    private static Finding reproduce(int version, int steps) throws IOException {
        return lab.trainer().reproducer().reproduce(version, steps, change -> {});
    }

    /** What comes of a version whose manifest and record agree on a loss that is a bit off. */
    private static Finding withStep(int version, int step, Callable<Finding> work) throws Exception {
        Path directory = version(version).directory();
        Path record = directory.resolve(StepRecord.FILE);
        Path manifest = directory.resolve(Manifest.FILE);
        byte[] before = Files.readAllBytes(manifest);
        List<String> lines = Files.readAllLines(record);
        List<String> changed = new ArrayList<>(lines);
        changed.set(step - 1, JSON.writeValueAsString(offByABit(JSON.readTree(lines.get(step - 1)), "/report")));
        Files.write(record, changed);
        Files.write(manifest, JSON.writeValueAsBytes(offByABit(JSON.readTree(before), "/steps/" + (step - 1))));
        try {
            return work.call();
        } finally {
            Files.write(record, lines);
            Files.write(manifest, before);
        }
    }

    private static JsonNode offByABit(JsonNode json, String step) {
        ((ObjectNode) json.at(step))
                .put("loss", Math.nextUp(json.at(step).path("loss").asDouble()));
        return json;
    }

    /** What comes of a version whose manifest somebody has changed. */
    private static Finding withManifest(int version, Consumer<JsonNode> change) throws IOException {
        Path file = version(version).directory().resolve(Manifest.FILE);
        byte[] before = Files.readAllBytes(file);
        JsonNode manifest = JSON.readTree(before);
        change.accept(manifest);
        Files.write(file, JSON.writeValueAsBytes(manifest));
        try {
            return reproduce(version);
        } finally {
            Files.write(file, before);
        }
    }

    private static StoredVersion version(int number) throws IOException {
        return lab.versions().store().version(number).orElseThrow();
    }

    private static List<String> trained(int version) throws IOException {
        return version(version).archive(WindowArchive.TRAINING).stream()
                .map(PreferencePair::getPairId)
                .toList();
    }
}
