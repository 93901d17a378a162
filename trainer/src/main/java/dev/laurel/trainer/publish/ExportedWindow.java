package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.UntrainablePairs;
import dev.laurel.trainer.window.Window;
import dev.laurel.trainer.window.WindowArchive;
import dev.laurel.trainer.window.WindowPairs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A window that was handed over to another trainer before any version of it: its offsets and pairs, kept under an id until a checkpoint comes back. */
public record ExportedWindow(Path directory, Contents contents) {

    static final String PREFIX = ".exported-";

    private static final String FILE = "export.json";
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z.-]+");
    private static final ObjectMapper JSON = Json.mapper();

    /**
     * What was read, and the rule that held pairs out.
     *
     * @param archives digests of the files that hold the pairs
     */
    public record Contents(
            String id,
            Window window,
            int ofOtherLines,
            List<String> withdrawn,
            List<WindowPairs.Unreadable> unreadable,
            UntrainablePairs setAside,
            HoldOut split,
            Map<String, String> archives) {

        public Contents {
            setAside = setAside == null ? UntrainablePairs.NONE : setAside; // exports of earlier trainers
        }
    }

    /** Keeps a window; its description last, so that a directory that has it is whole. */
    static ExportedWindow keep(Path line, String id, WindowPairs pairs, HoldOut rule) throws IOException {
        Path directory = Files.createDirectory(line.resolve(PREFIX + id));
        Split split = Split.of(rule, pairs.pairs());
        WindowArchive.write(directory.resolve(WindowArchive.TRAINING), split.training());
        WindowArchive.write(directory.resolve(WindowArchive.HELD_OUT), split.heldOut());
        Contents contents = new Contents(
                id,
                pairs.window(),
                pairs.ofOtherLines(),
                pairs.withdrawn(),
                pairs.unreadable(),
                pairs.setAside(),
                rule,
                FileDigest.of(directory, List.of(WindowArchive.TRAINING, WindowArchive.HELD_OUT)));
        Durable.write(directory.resolve(FILE), JSON.writeValueAsBytes(contents));
        return new ExportedWindow(directory, contents);
    }

    static Optional<ExportedWindow> find(Path line, String id) throws IOException {
        Path directory = line.resolve(PREFIX + id);
        Path file = directory.resolve(FILE);
        if (!ID.matcher(id).matches() || Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ExportedWindow(directory, JSON.readValue(Files.readAllBytes(file), Contents.class)));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " describes no window: " + e.getOriginalMessage(), e);
        }
    }

    /** The pairs of an archive; throws {@link TamperedException} if the file is not the one written. */
    public List<PreferencePair> archive(String name) throws IOException {
        StoredVersion.verify(directory, List.of(name), contents.archives());
        return WindowArchive.read(directory.resolve(name));
    }
}
