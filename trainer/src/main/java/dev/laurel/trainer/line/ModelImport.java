package dev.laurel.trainer.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.laurel.objects.S3Location;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.text.RewardText;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.publish.CheckpointStore;
import dev.laurel.trainer.train.Examples;
import dev.laurel.trainer.train.TrainingFailedException;

/** Takes a model that was trained elsewhere: its files as they are, and only if it reads text as the line does. */
record ModelImport(CheckpointStore store) {

    /**
     * Copies a model.
     *
     * @param source a directory that this process sees, or the {@code s3://} URI of one
     * @param line the model that the line goes on from
     * @param into an empty directory
     * @param probe pairs that both must read alike
     * @throws TrainingFailedException if it does not fit the line
     * @throws dev.laurel.reward.checkpoint.CheckpointException naming what of it cannot be used
     */
    void take(String source, Path line, Path into, List<PreferencePair> probe) throws IOException {
        if (S3Location.isOne(source)) {
            store.fetchModel(S3Location.parse(source), into);
        } else {
            copy(Path.of(source), into);
        }
        if (Files.notExists(into.resolve(FormattingProfile.FILE))) {
            FormattingProfile profile = FormattingProfile.load(line);
            new FormattingProfile(profile.kind(), profile.maxTokens())
                    .save(into); // of its own, hence the newest reading
        }
        HuggingFaceDirectory.open(into).withTokenizer().withHead();
        requireSameText(source, line, into, probe);
    }

    private static void copy(Path source, Path into) throws IOException {
        if (!source.isAbsolute() || !Files.isDirectory(source)) {
            throw new TrainingFailedException(
                    source + " is no directory that the trainer sees; name one by its whole path");
        }
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                if (HuggingFaceDirectory.isModelFile(file.getFileName().toString())) {
                    Files.copy(file, into.resolve(file.getFileName()));
                }
            }
        }
    }

    /** Champion and challenger are judged on the same tokens, so another tokenizer, template or profile would be judged on what it never reads. */
    private static void requireSameText(String source, Path line, Path model, List<PreferencePair> probe) {
        try (RewardText ours = RewardText.load(line);
                RewardText theirs = RewardText.load(model)) {
            Examples expected = Examples.encode(ours, probe);
            Examples found = Examples.encode(theirs, probe);
            List<EncodedPair> pairs = expected.pairs();
            for (int i = 0; i < pairs.size(); i++) {
                if (i >= found.pairs().size() || !found.pairs().get(i).equals(pairs.get(i))) {
                    throw new TrainingFailedException(
                            source + " makes other tokens of pair "
                                    + Shown.of(expected.ids().get(i))
                                    + " than the line's models; a line keeps its tokenizer, chat template and formatting profile");
                }
            }
        }
    }
}
