package dev.laurel.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.trainer.publish.FileDigest;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.train.Challenger;
import dev.laurel.trainer.window.HoldOut;
import dev.laurel.trainer.window.WindowArchive;
import dev.laurel.trainer.window.WindowPairs;

/** The parts of a manifest that are gathered from the staged directory of a version. */
final class Provenance {

    private static final List<String> ARCHIVES = List.of(WindowArchive.TRAINING, WindowArchive.HELD_OUT);
    private static final List<String> TEXT_FILES =
            List.of("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", FormattingProfile.FILE);

    private Provenance() {}

    static Manifest.Data data(WindowPairs window, HoldOut.Split split, Challenger challenger, Path staged)
            throws IOException {
        return new Manifest.Data(
                challenger.training().pairs().size(),
                split.heldOut().size(),
                window.ofOtherLines(),
                challenger.training().unusable(),
                window.withdrawn(),
                window.unreadable(),
                FileDigest.of(staged, ARCHIVES));
    }

    static Manifest.Text text(Path staged) throws IOException {
        return new Manifest.Text(FileDigest.of(staged, TEXT_FILES));
    }
}
