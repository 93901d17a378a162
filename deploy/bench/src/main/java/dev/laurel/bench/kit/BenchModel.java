package dev.laurel.bench.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.starter.StarterModel;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.text.FormattingRule;
import dev.laurel.schema.Checkpoint;

/**
 * The model that is measured: somebody's directory, or random weights of a shape in a temporary one that goes when the model is closed or the JVM
 * ends.
 */
public final class BenchModel implements AutoCloseable {

    private final String name;
    private final Path dir;
    private final Backbone backbone;
    private final boolean temporary;

    private BenchModel(String name, Path dir, boolean temporary) {
        this.name = name;
        this.dir = dir;
        this.backbone = HuggingFaceDirectory.open(dir).backbone();
        this.temporary = temporary;
    }

    /** @throws dev.laurel.reward.checkpoint.CheckpointException if the directory holds no model that Laurel computes */
    public static BenchModel at(Path dir) {
        return new BenchModel(dir.toString(), dir, false);
    }

    /**
     * Random weights of a shape with the starter's tokenizer.
     *
     * @param seed decides the weights
     * @param maxTokens the longest sequence that its formatting makes
     */
    public static BenchModel random(NetworkShape shape, long seed, int maxTokens) {
        try {
            Path dir = Files.createTempDirectory("laurel-bench-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(dir)));
            StarterModel.write(dir, seed, shape.sizes());
            new FormattingProfile(FormattingRule.OPENRLHF, maxTokens).save(dir);
            return new BenchModel(shape.name(), dir, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is announced of the model in a directory. */
    public static Checkpoint checkpoint(Path model) {
        return Checkpoint.newBuilder()
                .setUri(model.toUri().toString())
                .setWeightDigest(HuggingFaceDirectory.open(model).weightDigest())
                .setBaseModel("bench")
                .setPairs(0)
                .build();
    }

    public String name() {
        return name;
    }

    public Path dir() {
        return dir;
    }

    public Backbone backbone() {
        return backbone;
    }

    /** Number of weights. */
    public long parameters() {
        return backbone.parameters().stream().mapToLong(Parameter::size).sum();
    }

    @Override
    public void close() {
        if (temporary) {
            delete(dir);
        }
    }

    private static void delete(Path dir) {
        if (!Files.exists(dir)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(dir)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
