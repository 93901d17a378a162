package dev.laurel.trainer.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.starter.StarterModel;

/**
 * The model that a line's first version is trained from.
 *
 * @param name what people call it: {@code starter}, or its directory
 * @param directory a Hugging Face directory
 */
public record BaseModel(String name, Path directory) {

    private static final String STARTER = "starter";

    /**
     * A model that people bring.
     *
     * @throws dev.laurel.reward.checkpoint.CheckpointException naming what the directory lacks
     */
    public static BaseModel at(Path directory) {
        HuggingFaceDirectory.open(directory).withTokenizer();
        return new BaseModel(directory.toString(), directory);
    }

    /** The shipped starter model of this seed, written into the store's root when it is first needed. */
    public static BaseModel starter(Path storeRoot, long seed) throws IOException {
        Path directory = storeRoot.toAbsolutePath().normalize().resolve("." + STARTER + "-" + seed);
        if (Files.notExists(directory)) {
            Files.createDirectories(storeRoot);
            Path staged = Files.createDirectory(storeRoot.resolve(".tmp-" + UUID.randomUUID()));
            StarterModel.write(staged, seed);
            Files.move(staged, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return new BaseModel(STARTER, directory);
    }
}
