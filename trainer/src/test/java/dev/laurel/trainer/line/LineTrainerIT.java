package dev.laurel.trainer.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.checkpoint.WeightAverage;
import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.train.BatchPlan;
import dev.laurel.reward.train.StepReport;
import dev.laurel.reward.train.TrainingLoop;
import dev.laurel.reward.train.TrainingRun;
import dev.laurel.schema.Champion;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Lab;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.promotion.Gate;
import dev.laurel.trainer.promotion.Judge;
import dev.laurel.trainer.promotion.Limits;
import dev.laurel.trainer.publish.AnchorSet;
import dev.laurel.trainer.publish.AnnouncedModels;
import dev.laurel.trainer.publish.LineTakenOverException;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.publish.TamperedException;
import dev.laurel.trainer.report.RunReport;
import dev.laurel.trainer.train.Averaging;
import dev.laurel.trainer.train.Examples;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.train.StepRecord;
import dev.laurel.trainer.train.TooFewPairsException;
import dev.laurel.trainer.train.TrainingFailedException;
import dev.laurel.trainer.window.OffsetSpan;
import dev.laurel.trainer.window.Replay;
import dev.laurel.trainer.window.ReplayOptions;
import dev.laurel.trainer.window.UntrainablePairs;
import dev.laurel.trainer.window.WindowArchive;
import dev.laurel.trainer.window.WindowPairs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.atIndex;
import static org.assertj.core.api.Assertions.within;

/** One line from pairs in Kafka to announced versions, with real broker, registry, engine and a tiny model. */
class LineTrainerIT {

    @TempDir
    Path store;

    @Test
    void windowsFollowOneAnother() throws Exception {
        Lab lab = new Lab("follow", store);
        lab.publish(Pairs.polite(0, 120));

        Progress.Outcome first = train(lab);

        assertThat(first.version()).isEqualTo(1);
        assertThat(first.promoted()).as(first.reason()).isTrue();
        assertThat(lab.versions().announced().champion()).contains(1);

        lab.publish(Pairs.polite(120, 200));
        Progress.Outcome second = train(lab);

        assertThat(second.version()).isEqualTo(2);
        assertThat(lab.versions().announced().announced()).containsExactlyInAnyOrder(1, 2);
        Manifest v1 = manifest(lab, 1);
        Manifest v2 = manifest(lab, 2);
        assertThat(v2.parent()).contains(new Manifest.Parent(1, v1.weightDigest()));
        assertThat(v2.base()).isEqualTo(v1.base());
        assertThat(v2.weightDigest()).isNotEqualTo(v1.weightDigest());
        for (OffsetSpan span : v2.window().spans()) {
            assertThat(v1.window().end(span.partition())).contains(span.from());
        }
        assertThat(archived(lab, 1)).hasSize(120).doesNotContainAnyElementsOf(archived(lab, 2));
        assertThat(archived(lab, 2)).hasSize(80);
    }

    @Test
    void manifestTellsWhatHappened() throws Exception {
        Lab lab = new Lab("manifest", store);
        lab.publish(Pairs.polite(0, 80));
        lab.publish(List.of(Pairs.withdrawal("pair-3", "Tell me fact number 3 about rivers")));
        lab.publish(List.of(Pairs.builder("same", "Twice?")
                .setRejected(Pairs.of("same", "Twice?").getChosen())
                .build()));
        lab.publishRubbish("p");
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.reading("w", "manifest"));

        lab.trainer().window(Optional.empty(), progress::updateAndGet);

        Manifest manifest = manifest(lab, 1);
        Manifest.Data data = manifest.data();
        assertThat(data.withdrawn()).containsExactly("pair-3");
        assertThat(data.unreadable())
                .extracting(WindowPairs.Unreadable::reason)
                .anyMatch(why -> why.contains("byte 7"));
        assertThat(data.setAside().counts()).isEqualTo(Map.of("equal", 1));
        assertThat(data.setAside().pairs())
                .extracting(UntrainablePairs.Pair::pairId)
                .containsExactly("same");
        assertThat(data.trained() + data.heldOut()).isEqualTo(79);
        assertThat(manifest.steps()).hasSize((int) manifest.training().totalSteps(data.trained()));
        assertThat(manifest.judgement().pairs()).isEqualTo(data.heldOut());
        assertThat(manifest.text().digests()).containsKeys("tokenizer.json", "laurel.json");
        RunReport report = Json.mapper()
                .readValue(store.resolve("manifest/000001/report.json").toFile(), RunReport.class);
        assertThat(report.manifest()).isEqualTo(manifest);
        assertThat(report.steps()).hasSameSizeAs(manifest.steps());
        assertThat(Files.readString(store.resolve("manifest/000001/report.html")))
                .contains("pair-3", "byte 7");
        assertThat(progress.get().state()).isEqualTo(Progress.State.PUBLISHING);
        assertThat(progress.get().step()).isEqualTo(manifest.steps().size());
    }

    @Test
    void anchorsOfTheFirstWindowAreTheScale() throws Exception {
        Lab lab = new Lab("scale", store);
        lab.publish(Pairs.polite(0, 120));
        train(lab);
        lab.publish(Pairs.polite(200, 260));
        train(lab);

        AnchorSet anchors = lab.versions().store().anchors().orElseThrow();
        assertThat(anchors.pairs()).extracting(PreferencePair::getPairId).hasSameElementsAs(archived(lab, 1));
        for (int version : List.of(1, 2)) {
            StoredVersion stored = lab.versions().store().version(version).orElseThrow();
            assertThat(stored.manifest().scale().version()).isEqualTo(1);
            assertThat(stored.manifest().scale().pairs()).isEqualTo(120);
            RewardScale scale = stored.manifest().scale().rewards();
            assertThat(HuggingFaceDirectory.open(stored.directory()).scale()).isEqualTo(scale);
            Evaluation normalised = Evaluation.of(AnchorSet.rewards(stored).values().stream()
                    .map(raw -> new PairScore(
                            (float) scale.normalise(raw.chosen()), (float) scale.normalise(raw.rejected())))
                    .toList());
            assertThat(normalised.rewardMean()).isCloseTo(0, within(1e-5));
            assertThat(normalised.rewardStd()).isCloseTo(1, within(1e-5));
        }
        assertThat(manifest(lab, 2).judgement().drift().orElseThrow().anchors())
                .hasValueSatisfying(drift -> assertThat(drift.texts()).isEqualTo(240));
    }

    @Test
    void tooFewPairsAreLeftToGather() throws Exception {
        Lab lab = new Lab("few", store);
        lab.publish(Pairs.polite(0, 19));

        assertThatExceptionOfType(TooFewPairsException.class)
                .isThrownBy(() -> train(lab))
                .withMessage(
                        "the window holds 19 pairs of the line, and at least 20 make one; they are left to gather");

        lab.publish(Pairs.polite(19, 60));
        assertThat(train(lab).version()).isEqualTo(1);
        assertThat(archived(lab, 1)).hasSize(60);
    }

    @Test
    void boundedWindowsLeaveNothingOutAndTakeNothingTwice() throws Exception {
        Lab lab = new Lab("bounded", store);
        lab.publish(Pairs.polite(0, 150));

        lab.trainer().window(Optional.of(70), change -> {});
        assertThat(archived(lab, 1)).hasSize(70);
        lab.trainer().window(Optional.empty(), change -> {});

        // where the second was held back or not, together they are all pairs, each once
        assertThat(manifest(lab, 2).parentVersion()).contains(1);
        assertThat(archived(lab, 2)).hasSize(80).doesNotContainAnyElementsOf(archived(lab, 1));
    }

    /** Ended at any stage, as a kill would, the window goes on where it was and gives the version it would have given. */
    @Test
    void anInterruptedWindowEndsInTheSameWeights() throws Exception {
        Lab lab = new Lab("killed", store).savingEveryStep().averaging(2);
        lab.publish(Pairs.polite(0, 60));
        train(lab);
        lab.publish(Pairs.polite(60, 140));

        List<Predicate<Progress>> kills = List.of(
                progress -> progress.state() == Progress.State.TRAINING && progress.step() == 0,
                progress -> progress.step() == 3,
                progress -> progress.step() == 4,
                progress -> progress.step() == 9,
                progress -> progress.state() == Progress.State.EVALUATING,
                progress -> progress.state() == Progress.State.PUBLISHING);
        for (Predicate<Progress> kill : kills) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> lab.trainer().window(Optional.empty(), killing(kill)))
                    .withMessage("killed");
            assertThat(lab.versions().store().versions()).hasSize(1);
        }
        lab.publish(Pairs.polite(200, 230)); // later pairs, for the next window
        assertThat(lab.trainer().recover()).isTrue();
        train(lab);

        Manifest manifest = manifest(lab, 2);
        List<StepReport> undisturbed = new ArrayList<>();
        assertThat(List.of(trainedAtOnce(lab, manifest, undisturbed), averagedAtOnce(lab)))
                .contains(
                        manifest.weightDigest(),
                        atIndex(manifest.averaging().orElseThrow().chosen() ? 1 : 0));
        assertThat(manifest.steps()).isEqualTo(undisturbed);
        assertThat(trainedOn(lab, 2, StepRecord::pairs))
                .doesNotHaveDuplicates()
                .hasSize(manifest.data().trained());
        assertThat(trainedOn(lab, 2, StepRecord::replayed))
                .doesNotHaveDuplicates()
                .hasSize(manifest.replay().trained())
                .isSubsetOf(archived(lab, 1));
        assertThat(lab.trainer().recover()).isFalse();
    }

    /** The digest of the weights that a version's pairs give without any interruption, and the steps that lead there. */
    private String trainedAtOnce(Lab lab, Manifest manifest, List<StepReport> steps) throws IOException {
        Path version = directory(lab, manifest.version());
        Examples training;
        Examples replayed;
        try (RewardText text = RewardText.load(version)) {
            training = Examples.encode(text, WindowArchive.read(version.resolve(WindowArchive.TRAINING)));
            replayed = Examples.encode(text, WindowArchive.read(version.resolve(WindowArchive.REPLAY)));
        }
        List<EncodedPair> pairs = new ArrayList<>(training.pairs());
        pairs.addAll(replayed.pairs());
        BatchPlan plan = BatchPlan.mixed(training.prompts(), replayed.prompts(), manifest.training());
        Path trained = store.resolve("at-once");
        try (TrainingRun run = TrainingRun.start(directory(lab, 1), Lab.ENGINE, manifest.training(), plan.steps())) {
            TrainingLoop.run(run, pairs, plan, steps::add);
            run.save(trained);
        }
        return HuggingFaceDirectory.open(trained).weightDigest();
    }

    private String averagedAtOnce(Lab lab) throws IOException {
        Path averaged = store.resolve("averaged-at-once");
        WeightAverage.write(List.of(store.resolve("at-once"), directory(lab, 1)), averaged);
        return HuggingFaceDirectory.open(averaged).weightDigest();
    }

    @Test
    void earlierPairsAreReplayedBesideNewOnes() throws Exception {
        Lab lab = new Lab("replay", store);
        lab.publish(Pairs.polite(0, 80));
        train(lab);
        List<String> first = trainedOn(lab, 1, StepRecord::pairs);
        assertThat(manifest(lab, 1).replay().trained()).isZero();

        // the next window takes one of them back and brings another one anew
        String withdrawn = first.get(0);
        String again = first.get(1);
        lab.publish(List.of(Pairs.withdrawal(withdrawn, "?")));
        lab.publish(List.of(Pairs.of(again, "Tell me something about it")));
        lab.publish(Pairs.polite(80, 200));
        train(lab);

        Manifest manifest = manifest(lab, 2);
        List<String> replayed = trainedOn(lab, 2, StepRecord::replayed);
        assertThat(replayed)
                .containsExactlyInAnyOrderElementsOf(first.stream()
                        .filter(id -> !Set.of(withdrawn, again).contains(id))
                        .toList());
        assertThat(manifest.replay().trained()).isEqualTo(replayed.size());
        assertThat(manifest.replay().strata())
                .containsExactly(new Replay.Stratum(1, "test/COMPARISON", replayed.size(), replayed.size()));
        assertThat(trainedOn(lab, 2, StepRecord::pairs))
                .contains(again)
                .doesNotHaveDuplicates()
                .hasSize(manifest.data().trained());
        List<StepRecord> steps = StepRecord.read(directory(lab, 2));
        assertThat(steps.subList(0, steps.size() - 1)) // the last one is what was left
                .allSatisfy(step -> assertThat(step.replayed()).isNotEmpty());
        assertThat(manifest.replay().newTokens() + manifest.replay().replayedTokens())
                .isEqualTo(
                        manifest.steps().stream().mapToLong(StepReport::tokens).sum());
    }

    @Test
    void aShareOfNothingReplaysNothing() throws Exception {
        Lab lab = new Lab("fresh", store).replaying(0);
        lab.publish(Pairs.polite(0, 60));
        train(lab);
        lab.publish(Pairs.polite(60, 100));
        train(lab);

        assertThat(trainedOn(lab, 2, StepRecord::replayed)).isEmpty();
        assertThat(manifest(lab, 2).replay().replayedTokens()).isZero();
    }

    private static PreferencePair flipped(PreferencePair pair) {
        return PreferencePair.newBuilder(pair)
                .setChosen(pair.getRejected())
                .setRejected(pair.getChosen())
                .build();
    }

    @Test
    void theMeanOfVersionsIsTheChallengerWhereItIsBetter() throws Exception {
        Lab lab = new Lab("mean", store);
        lab.publish(Pairs.polite(0, 80));
        train(lab);
        assertThat(manifest(lab, 1).averaging()).isEmpty();

        lab.averaging(3).replaying(0).learning(3e-3);
        lab.publish(Pairs.polite(80, 140).stream().map(LineTrainerIT::flipped).toList()); // spoils what was learned
        train(lab);

        Manifest manifest = manifest(lab, 2);
        Averaging averaging = manifest.averaging().orElseThrow();
        assertThat(averaging.versions()).containsExactly(1);
        assertThat(averaging.averagedLoss()).isLessThan(averaging.trainedLoss());
        assertThat(averaging.chosen()).isTrue();
        assertThat(manifest.judgement().challenger().evaluation().loss()).isEqualTo(averaging.averagedLoss());
        assertThat(HuggingFaceDirectory.open(directory(lab, 2)).weightDigest()).isEqualTo(manifest.weightDigest());
        assertThat(trainedOn(lab, 2, StepRecord::pairs)).hasSize(manifest.data().trained());
    }

    /** The pairs of all steps of a version. */
    private static List<String> trainedOn(Lab lab, int version, Function<StepRecord, List<String>> which)
            throws IOException {
        return StepRecord.read(directory(lab, version)).stream()
                .flatMap(step -> which.apply(step).stream())
                .toList();
    }

    private static Path directory(Lab lab, int version) throws IOException {
        return lab.versions().store().version(version).orElseThrow().directory();
    }

    private static Consumer<UnaryOperator<Progress>> killing(Predicate<Progress> when) {
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.reading("w", "line"));
        return change -> {
            if (when.test(progress.updateAndGet(change))) {
                throw new IllegalStateException("killed");
            }
        };
    }

    @Test
    void peopleAppointChampions() throws Exception {
        Lab lab = new Lab("people", store);
        Appointments appointments = new Appointments(lab.versions());
        lab.publish(Pairs.polite(0, 100));
        train(lab);
        lab.publish(Pairs.polite(100, 160));
        assertThat(train(lab).promoted()).isTrue();

        AnnouncedModels.Appointment back = appointments.rollback("too chatty", "ada");

        assertThat(back.version()).isEqualTo(1);
        assertThat(back.record()).isEqualTo(new Champion(2, "too chatty", "ada", true));
        assertThat(lab.versions().announced().champion()).contains(1);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> appointments.rollback("again", "ada"))
                .withMessageContaining("there is none to go back to");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> appointments.promote(1, "again", "ada"))
                .withMessageContaining("is the champion of line people already");

        // the pairs of the version that was rolled back are offered again
        train(lab);
        assertThat(manifest(lab, 3).parentVersion()).contains(1);
        assertThat(archived(lab, 3)).containsExactlyInAnyOrderElementsOf(archived(lab, 2));

        assertThat(appointments.promote(2, "fine after all", "grace").version()).isEqualTo(2);
        assertThat(lab.versions().announced().champion()).contains(2);
    }

    @Test
    void otherSplitIsRefused() throws Exception {
        Lab lab = new Lab("split", store);
        lab.publish(Pairs.polite(0, 60));
        train(lab);

        assertThatExceptionOfType(TrainingFailedException.class)
                .isThrownBy(() -> new Rules(
                                new WindowLimits(2, 10, 1_000_000),
                                new HoldOut(0.1, "new"),
                                Lab.CHARACTERS,
                                new Gate(Limits.DEFAULT),
                                new Judge(Bootstrap.DEFAULT, 10, List.of()),
                                Lab.RECIPE,
                                ReplayOptions.NONE,
                                0,
                                Duration.ZERO)
                        .requireSameSplit(lab.versions().store().versions()))
                .withMessageContaining("share of 0.25 with salt \"test\"");
    }

    @Test
    void tamperedChampionIsNotTrainedFrom() throws Exception {
        Lab lab = new Lab("tampered", store);
        lab.publish(Pairs.polite(0, 100));
        train(lab);
        Path weights = store.resolve("tampered/000001/model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);

        lab.publish(Pairs.polite(100, 160));
        assertThatExceptionOfType(TamperedException.class).isThrownBy(() -> train(lab));
        assertThat(lab.versions().announced().champion()).contains(1);
        assertThat(lab.versions().store().versions()).hasSize(1);
    }

    @Test
    void committedVersionIsAnnouncedAtTheNextStart() throws Exception {
        Lab lab = new Lab("crashed", store);
        Lab rival = new Lab("crashed", store.resolve("rival"));
        lab.publish(Pairs.polite(0, 100));

        // given: the rival opens the line after training, so that the version is committed and cannot be announced
        assertThatExceptionOfType(LineTakenOverException.class)
                .isThrownBy(() -> lab.trainer().window(Optional.empty(), whenPublishing(rival)))
                .withMessageContaining("another trainer has taken over line crashed");
        assertThat(lab.versions().store().versions()).hasSize(1);
        assertThat(lab.versions().announced()).isEqualTo(new AnnouncedModels(Map.of(), List.of()));

        // when: the next start, twice
        lab.trainer().recover();
        lab.trainer().recover();

        assertThat(lab.versions().announced().announced()).containsExactly(1);
        assertThat(lab.versions().announced().champion()).contains(1);
    }

    @Test
    void secondTrainerOnTheSameStoreTakesTheLineOver() throws Exception {
        Lab lab = new Lab("taken", store);
        lab.publish(Pairs.polite(0, 100));

        assertThatExceptionOfType(LineTakenOverException.class)
                .isThrownBy(() -> lab.trainer().window(Optional.empty(), whenPublishing(lab)));

        assertThat(lab.versions().store().versions()).isEmpty();
        assertThat(train(lab).version()).isEqualTo(1);
    }

    /** Opens the rival's line when the window is about to be published. */
    private static Consumer<UnaryOperator<Progress>> whenPublishing(Lab rival) {
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.reading("w", "line"));
        return change -> {
            if (progress.updateAndGet(change).state() == Progress.State.PUBLISHING) {
                try {
                    rival.versions().open().close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static Progress.Outcome train(Lab lab) throws IOException {
        return lab.trainer().window(Optional.empty(), change -> {});
    }

    private static Manifest manifest(Lab lab, int version) throws IOException {
        return lab.versions().store().version(version).orElseThrow().manifest();
    }

    private static List<String> archived(Lab lab, int version) throws IOException {
        Path directory = directory(lab, version);
        List<PreferencePair> pairs = WindowArchive.read(directory.resolve(WindowArchive.TRAINING));
        pairs.addAll(WindowArchive.read(directory.resolve(WindowArchive.HELD_OUT)));
        return pairs.stream().map(PreferencePair::getPairId).toList();
    }
}
