package dev.laurel.trainer.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.train.TrainingLoop;
import dev.laurel.reward.train.TrainingRun;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Lab;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.handover.Side;
import dev.laurel.trainer.publish.ExportedWindow;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.Registration;
import dev.laurel.trainer.reproduce.Finding;
import dev.laurel.trainer.reproduce.Outcome;
import dev.laurel.trainer.reproduce.Reproduction;
import dev.laurel.trainer.request.Requester;
import dev.laurel.trainer.train.Examples;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.train.TrainingFailedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A window that is handed over, trained elsewhere, and comes back. */
class HandoverIT {

    @TempDir
    Path disk;

    @Test
    void aCheckpointTrainedElsewhereComesBackThroughTheGate() throws Exception {
        Lab lab = new Lab("handover", disk.resolve("store"));
        lab.publish(Pairs.polite(0, 100));
        train(lab);
        lab.publish(Pairs.polite(100, 160));
        ExportedWindow exported = lab.trainer().exports().next("next-1");
        lab.publish(Pairs.polite(160, 200)); // not handed over, and left to the window after it
        Path checkpoint = trainedElsewhere(
                disk.resolve("store/handover/000001"), lab.trainer().exports().ofExport("next-1", Side.TRAINING));

        Registration registration =
                Registration.asked(checkpoint.toString(), "next-1", new Requester("on eight GPUs", "ada"));
        Progress.Outcome outcome = lab.trainer().register(registration, change -> {});

        assertThat(outcome.version()).isEqualTo(2);
        assertThat(outcome.promoted()).as(outcome.reason()).isTrue();
        Manifest second = manifest(lab, 2);
        assertThat(second.registration()).contains(registration);
        assertThat(second.steps()).isEmpty();
        assertThat(second.window()).isEqualTo(exported.contents().window());
        assertThat(second.parentVersion()).contains(1);
        assertThat(second.judgement().pairs())
                .isEqualTo(manifest(lab, 1).data().heldOut() + second.data().heldOut());
        assertThat(lab.versions().announced().champion()).contains(2);

        Finding again = lab.trainer().reproducer().reproduce(2, Reproduction.ALL, change -> {});
        assertThat(again.outcome()).isEqualTo(Outcome.MISSING);
        assertThat(again.summary()).contains("trained elsewhere and came from " + checkpoint);

        assertThat(train(lab).version()).isEqualTo(3);
        assertThat(manifest(lab, 3).data().trained() + manifest(lab, 3).data().heldOut())
                .isEqualTo(40);
    }

    @Test
    void aCheckpointThatDoesNotFitIsRefused() throws Exception {
        Lab lab = new Lab("unfit", disk.resolve("store"));
        lab.publish(Pairs.polite(0, 100));
        train(lab);
        Path first = disk.resolve("store/unfit/000001");
        Path other = trainedElsewhere(first, lab.trainer().exports().ofVersion(1, Side.TRAINING));
        Path config = other.resolve("tokenizer_config.json");
        Files.writeString(
                config, Files.readString(config).replace("'<|im_start|>' + message", "'<|im_start|>the ' + message"));

        refused(lab, other.toString(), "1", "makes other tokens of pair");
        refused(lab, other.toString(), "7", "line unfit has no version 7 whose window was trained on");
        refused(lab, other.toString(), "next-9", "line unfit has no exported window next-9");
        refused(lab, disk.resolve("nowhere").toString(), "1", "is no directory that the trainer sees");

        assertThat(lab.versions().announced().champion()).contains(1);
        assertThat(lab.versions().store().versions()).hasSize(1);
        assertThat(disk.resolve("store/unfit")).isDirectoryNotContaining("glob:**/.window-*");
    }

    private static void refused(Lab lab, String source, String window, String message) {
        assertThatExceptionOfType(TrainingFailedException.class)
                .isThrownBy(() -> lab.trainer()
                        .register(Registration.asked(source, window, new Requester("reason", "ada")), change -> {}))
                .withMessageContaining(message);
    }

    private Path trainedElsewhere(Path from, List<PreferencePair> pairs) throws IOException {
        List<EncodedPair> encoded;
        try (RewardText text = RewardText.load(from)) {
            encoded = Examples.encode(text, pairs).pairs();
        }
        Path trained = disk.resolve("elsewhere");
        try (TrainingRun run = TrainingRun.start(
                from,
                Lab.ENGINE,
                Lab.RECIPE.options(true),
                Lab.RECIPE.options(true).totalSteps(encoded.size()))) {
            TrainingLoop.run(run, encoded, report -> {});
            run.save(trained);
        }
        return trained;
    }

    private static Progress.Outcome train(Lab lab) throws IOException {
        return lab.trainer().window(Optional.empty(), change -> {});
    }

    private static Manifest manifest(Lab lab, int version) throws IOException {
        return lab.versions().store().version(version).orElseThrow().manifest();
    }
}
