package dev.laurel.reward.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import dev.laurel.reward.checkpoint.Reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Model directories for tests, made of the shipped tokenizer. */
final class ModelFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelFiles() {}

    static void copyStarter(Path directory) throws IOException {
        for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
            try (InputStream in = ModelFiles.class.getResourceAsStream("/dev/laurel/reward/starter/" + file)) {
                Files.copy(in, directory.resolve(file));
            }
        }
    }

    static Tokenizer tokenizer(Path directory) {
        return Tokenizer.load(directory, SpecialTokens.load(directory, Reading.newest()), Reading.newest());
    }

    static void setTemplate(Path directory, String template) throws IOException {
        change(directory.resolve("tokenizer_config.json"), json -> json.put("chat_template", template));
    }

    static void change(Path file, Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
        change.accept(json);
        Files.writeString(file, json.toString());
    }
}
