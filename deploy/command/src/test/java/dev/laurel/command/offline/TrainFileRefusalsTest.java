package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.laurel.command.Shell;
import dev.laurel.command.Shell.Ended;
import dev.laurel.command.console.Exit;
import dev.laurel.reward.starter.StarterModel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What cannot be trained ends with one line that says why, its exit code, and nothing written. */
class TrainFileRefusalsTest {

    @TempDir
    private Path directory;

    private Path pairs;
    private Path out;

    @BeforeEach
    void writePairs() throws IOException {
        pairs = PairFile.polite(directory.resolve("pairs.jsonl"), 40);
        out = directory.resolve("model");
    }

    @Test
    void anOutDirectoryThatIsNotEmptyIsLeftAsItIs() throws IOException {
        Files.createDirectory(out);
        Files.writeString(out.resolve("precious.txt"), "mine");

        refused(Exit.FAILED, out + " is not empty", pairs, "--out", out);

        assertThat(out.resolve("precious.txt")).hasContent("mine");
        assertThat(out.toFile().list()).containsExactly("precious.txt");
    }

    @Test
    void anEmptyOutDirectoryIsUsed() throws IOException {
        Files.createDirectory(out);

        Ended ended = Shell.run("train-file", pairs, "--out", out);

        assertThat(ended.exit()).isEqualTo(Exit.OK);
        assertThat(out.resolve("model.safetensors")).exists();
        assertNothingHiddenIsLeft();
    }

    @Test
    void aTrainingThatDivergesLeavesNothing() throws IOException {
        refused(Exit.FAILED, "training diverged: loss NaN", pairs, "--out", out, "--learning-rate", "1e30");

        assertThat(out).doesNotExist();
        assertNothingHiddenIsLeft();
    }

    @Test
    void aFileThatCannotBeUsed() throws IOException {
        Path answers = Files.writeString(directory.resolve("answers.jsonl"), "{\"response\": \"hello\"}\n");
        Path cut = Files.write(directory.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1});
        refused(Exit.FAILED, "there is no such file", directory.resolve("none.jsonl"), "--out", out);
        refused(Exit.FAILED, "it is a directory", directory, "--out", out);
        refused(Exit.FAILED, "cut.gz", cut, "--out", out);

        Ended ended = Shell.run("train-file", answers, "--out", out);

        assertThat(ended.exit()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("no usable pair").contains("line 1: chosen is missing");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFileOfOnePrompt() throws IOException {
        String row = Files.readAllLines(pairs).get(0);
        Files.write(pairs, List.of(row, row.replace("Gladly", "Surely"), row.replace("Tell me", "tell  ME")));

        refused(Exit.FAILED, "all 3 pairs of " + pairs + " are of one prompt", pairs, "--out", out);
    }

    @Test
    void aHoldOutWithoutPairs() throws IOException {
        refused(Exit.FAILED, "is held out: 40 prompts", pairs, "--out", out, "--hold-out", "0.0001");
    }

    @Test
    void aModelThatCannotBeTrained() throws IOException {
        refused(Exit.FAILED, "--model nowhere is no directory", pairs, "--out", out, "--model", "nowhere");
        refused(Exit.FAILED, "config.json: is missing", pairs, "--out", out, "--model", directory);
        refused(Exit.FAILED, "starter reads at most 2048", pairs, "--out", out, "--max-tokens", 4096);
    }

    @Test
    void anAdapterThatMakesNoSense() throws IOException {
        refused(Exit.FAILED, "set --lora-rank", pairs, "--adapter-out", out, "--model", starter());
        refused(Exit.FAILED, "the starter is made anew", pairs, "--adapter-out", out, "--lora-rank", 4);
        refused(
                Exit.FAILED,
                "target nose is no linear",
                pairs,
                "--out",
                out,
                "--lora-rank",
                4,
                "--lora-targets",
                "nose");
    }

    private Path starter() {
        Path model = directory.resolve("starter");
        StarterModel.write(model, 1);
        return model;
    }

    @Test
    void optionsThatAreOutOfRange() throws IOException {
        refused(
                Exit.USAGE,
                "learning rate is not a positive number: -1.0",
                pairs,
                "--out",
                out,
                "--learning-rate",
                "-1");
        refused(Exit.USAGE, "hold-out outside (0, 1): 1.0", pairs, "--out", out, "--hold-out", "1");
        refused(Exit.USAGE, "'bce'", pairs, "--out", out, "--loss", "bce");
        refused(Exit.USAGE, "margin", pairs, "--out", out, "--loss", "log_exp", "--margin");
        refused(Exit.USAGE, "need --lora-rank", pairs, "--out", out, "--lora-alpha", 8);
        refused(Exit.USAGE, "rows to read below 1: 0", pairs, "--out", out, "--limit", 0);
        refused(Exit.USAGE, "neither --out nor --adapter-out", pairs);
        refused(Exit.USAGE, "device is neither", pairs, "--out", out, "--device", "tpu");
        refused(Exit.FAILED, "gpu:99 is not there", pairs, "--out", out, "--device", "gpu:99");
    }

    private void refused(int exit, String why, Path file, Object... options) throws IOException {
        Object[] words = new Object[options.length + 2];
        words[0] = "train-file";
        words[1] = file;
        System.arraycopy(options, 0, words, 2, options.length);

        Ended ended = Shell.run(words);

        assertThat(ended.err()).startsWith("laurel: ").contains(why);
        assertThat(ended.err().lines()).hasSizeLessThanOrEqualTo(2); // the second says where options are explained
        assertThat(ended.exit()).isEqualTo(exit);
        assertThat(ended.out()).isEmpty();
        assertNothingHiddenIsLeft();
    }

    private void assertNothingHiddenIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("."));
        }
    }
}
