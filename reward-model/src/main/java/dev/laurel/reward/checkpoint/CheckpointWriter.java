package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes model directories that transformers, OpenRLHF, TRL and vLLM load: float32 safetensors, in shards above a size. */
final class CheckpointWriter {

    private static final String ONE_FILE = "model.safetensors";

    private final Path dir;

    private CheckpointWriter(Path dir) {
        this.dir = dir;
    }

    /** A writer into a directory that is created, or is there and empty. */
    static CheckpointWriter into(Path dir) throws IOException {
        Files.createDirectories(dir);
        try (Stream<Path> files = Files.list(dir)) {
            if (files.findAny().isPresent()) {
                throw new CheckpointException(dir, "is not empty; a model is written into a new directory");
            }
        }
        return new CheckpointWriter(dir);
    }

    /** Copies those of the named files that the other directory has. */
    void carry(Path from, List<String> names) throws IOException {
        for (String name : names) {
            if (Files.isRegularFile(from.resolve(name))) {
                Files.copy(from.resolve(name), dir.resolve(name));
            }
        }
    }

    void config(ObjectNode config) throws IOException {
        replace(dir.resolve(Config.FILE), Json.bytes(config));
    }

    /** Puts content in a file's place at once: a reader sees the old or the new. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes the weights, into one file or into shards of at most so many bytes with an index. */
    void weights(List<TensorContent> tensors, long shardBytes) throws IOException {
        List<List<TensorContent>> shards = shards(tensors, shardBytes);
        if (shards.size() == 1) {
            SafetensorsFile.write(dir.resolve(ONE_FILE), shards.get(0));
            return;
        }
        ObjectNode index = Json.newObject();
        index.putObject("metadata")
                .put(
                        "total_size",
                        tensors.stream().mapToLong(TensorContent::length).sum());
        ObjectNode map = index.putObject("weight_map");
        for (int i = 0; i < shards.size(); i++) {
            String name = String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            SafetensorsFile.write(dir.resolve(name), shards.get(i));
            shards.get(i).forEach(tensor -> map.put(tensor.parameter().name(), name));
        }
        Files.write(dir.resolve(HuggingFaceDirectory.INDEX), Json.bytes(index));
    }

    private static List<List<TensorContent>> shards(List<TensorContent> tensors, long shardBytes) {
        List<List<TensorContent>> shards = new ArrayList<>(List.of(new ArrayList<>()));
        long filled = 0;
        for (TensorContent tensor : tensors) {
            if (filled > 0 && filled + tensor.length() > shardBytes) {
                shards.add(new ArrayList<>());
                filled = 0;
            }
            shards.get(shards.size() - 1).add(tensor);
            filled += tensor.length();
        }
        return shards;
    }
}
