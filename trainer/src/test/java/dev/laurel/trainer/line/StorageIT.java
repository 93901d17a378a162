package dev.laurel.trainer.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.laurel.trainer.Lab;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.file.DiskFullException;
import dev.laurel.trainer.file.DiskSpace;
import dev.laurel.trainer.publish.TamperedException;
import dev.laurel.trainer.train.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Disks that are full, and files that somebody has changed. */
class StorageIT {

    private static final List<String> FILES = List.of(
            "model.safetensors",
            "config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "laurel.json",
            "holdout.avro",
            "SHA256SUMS");

    @TempDir
    Path store;

    /** The kernel itself refuses the write, in the middle of the weights: this process may write no file longer than that for a while. */
    @Test
    void diskFull() throws Exception {
        Lab lab = new Lab("full", store);
        lab.publish(Pairs.polite(0, 100));
        train(lab);
        lab.publish(Pairs.polite(100, 160));
        long weights = Files.size(store.resolve("full/000001/model.safetensors"));

        limitFiles(Long.toString(weights / 2));
        try {
            assertThatExceptionOfType(DiskFullException.class)
                    .isThrownBy(() -> train(lab))
                    .withMessageContaining("took no more")
                    .withMessageContaining("the champion is untouched");
        } finally {
            limitFiles("unlimited");
        }

        assertThat(lab.versions().announced().champion()).contains(1);
        try (Stream<Path> left = Files.list(store.resolve("full"))) {
            assertThat(left).containsExactly(store.resolve("full/000001"));
        }
        assertThat(train(lab).version()).isEqualTo(2);
    }

    /** What was whole before the disk was full is gone on from. */
    @Test
    void diskFullAtTheEndLosesNoTraining() throws Exception {
        Lab lab = new Lab("nearly-full", store);
        lab.publish(Pairs.polite(0, 100));

        AtomicReference<Progress> progress = new AtomicReference<>(Progress.reading("w", "line"));
        try {
            assertThatExceptionOfType(DiskFullException.class)
                    .isThrownBy(() -> lab.trainer().window(Optional.empty(), change -> {
                        if (progress.updateAndGet(change).state() == Progress.State.PUBLISHING) {
                            limitFiles("1000"); // less than the manifest
                        }
                    }))
                    .withMessageContaining("goes on from what this one had reached");
        } finally {
            limitFiles("unlimited");
        }
        assertThat(lab.versions().store().versions()).isEmpty();

        AtomicReference<Progress> again = new AtomicReference<>(Progress.reading("w", "line"));
        lab.trainer().window(Optional.empty(), again::updateAndGet);
        assertThat(again.get().step()).as("steps taken the second time").isZero();
        assertThat(lab.versions().announced().champion()).contains(1);
    }

    @Test
    void windowThatWouldNotFitIsNotBegun() {
        assertThatExceptionOfType(DiskFullException.class)
                .isThrownBy(() -> DiskSpace.require(store, Long.MAX_VALUE / 2, "a window of line big"))
                .withMessageContaining("a window of line big needs about")
                .withMessageContaining("nothing was begun");
    }

    @Test
    void championDirectoryTamperedWith() throws Exception {
        Lab lab = new Lab("tampered-files", store);
        lab.publish(Pairs.polite(0, 60));
        train(lab);
        lab.publish(Pairs.polite(60, 100));

        for (String name : FILES) {
            Path file = store.resolve("tampered-files/000001").resolve(name);
            byte[] original = Files.readAllBytes(file);
            byte[] changed = original.clone();
            changed[changed.length - 1] ^= 1;
            Files.write(file, changed);
            assertThatExceptionOfType(TamperedException.class)
                    .as(name)
                    .isThrownBy(() -> train(lab))
                    .withMessageContaining(name.equals("model.safetensors") ? "weights was changed" : name);
            Files.delete(file);
            assertThatException().as(name).isThrownBy(() -> train(lab)).withMessageContaining(name);
            Files.write(file, original);
        }
        Path manifest = store.resolve("tampered-files/000001/manifest.json");
        String original = Files.readString(manifest);
        Files.writeString(manifest, original.replaceFirst("(\n  \"weight_digest\" : \")..", "$100"));
        assertThatExceptionOfType(TamperedException.class)
                .isThrownBy(() -> train(lab))
                .withMessageContaining("manifest.json was changed");
        Files.writeString(manifest, original);

        assertThat(lab.versions().announced().champion()).contains(1);
        assertThat(train(lab).version()).as("whole again").isEqualTo(2);
    }

    private static Progress.Outcome train(Lab lab) throws IOException {
        return lab.trainer().window(Optional.empty(), change -> {});
    }

    /** Sets the soft limit on the length of files that this process writes. */
    private static void limitFiles(String bytes) {
        try {
            Process prlimit = new ProcessBuilder(
                            "prlimit", "--pid=" + ProcessHandle.current().pid(), "--fsize=" + bytes + ":")
                    .inheritIO()
                    .start();
            assertThat(prlimit.waitFor()).as("prlimit of util-linux").isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
