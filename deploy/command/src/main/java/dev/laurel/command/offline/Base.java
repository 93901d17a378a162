package dev.laurel.command.offline;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.LoraAdapter;
import dev.laurel.reward.starter.StarterModel;
import dev.laurel.reward.text.FormattingProfile;

/**
 * The model that training begins with, or that scores.
 *
 * @param name {@code starter}, or its directory
 * @param textDirectory where its tokenizer is
 * @param profile how text becomes tokens for it
 * @param adapter whether it is an adapter and not a whole model
 * @param scores whether it gives rewards already; a causal language model does not
 * @param positions longest sequence that its network reads
 */
record Base(
        String name,
        Path directory,
        Path textDirectory,
        FormattingProfile profile,
        boolean adapter,
        boolean scores,
        int positions) {

    /**
     * A model by the name it has on the command line.
     *
     * @param seed decides the starter's weights
     * @throws OfflineException if there is no such directory
     * @throws dev.laurel.reward.checkpoint.CheckpointException naming what the directory lacks
     */
    static Base named(String name, long seed, Workspace work) {
        if (name.equals(FileTraining.STARTER)) {
            Path directory = work.scratch(name);
            StarterModel.write(directory, seed);
            return whole(name, directory);
        }
        return at(Path.of(name));
    }

    /** As {@link #named}, of a directory. */
    static Base at(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new OfflineException("--model " + directory + " is no directory; give one in Hugging Face's layout");
        }
        return LoraAdapter.isAdapter(directory) ? adapter(directory) : whole(directory.toString(), directory);
    }

    private static Base whole(String name, Path directory) {
        HuggingFaceDirectory opened = HuggingFaceDirectory.open(directory).withTokenizer();
        return new Base(
                name,
                directory,
                directory,
                FormattingProfile.load(directory),
                false,
                opened.hasHead(),
                opened.backbone().maxTokens());
    }

    private static Base adapter(Path directory) {
        LoraAdapter opened = LoraAdapter.open(directory);
        return new Base(
                directory.toString(),
                directory,
                opened.textDirectory(),
                FormattingProfile.ofAdapter(directory, opened.base().path()),
                true,
                opened.trainsHead() || opened.base().hasHead(),
                opened.base().backbone().maxTokens());
    }

    /** SHA-256 over all weights, which it reads. */
    String weightDigest() {
        return adapter
                ? LoraAdapter.open(directory).weightDigest()
                : HuggingFaceDirectory.open(directory).weightDigest();
    }

    /** Refuses a profile that lets text be longer than the network reads. */
    void requirePositionsFor(FormattingProfile wanted) {
        if (wanted.maxTokens() > positions) {
            throw new OfflineException("max tokens are " + wanted.maxTokens() + ", but " + name + " reads at most "
                    + positions + "; --max-tokens or " + FormattingProfile.FILE + " sets them");
        }
    }
}
