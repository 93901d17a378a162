package dev.laurel.bench.series;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.schema.PreferencePair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * A version in the trainer's store, read from its files.
 *
 * @param directory a Hugging Face directory with manifest, steps and the window's archives
 */
public record StoredVersion(Path directory, JsonNode manifest) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The version of that number.
     *
     * @param line the directory of its line
     */
    public static StoredVersion at(Path line, int version) {
        Path directory = line.resolve("%06d".formatted(version));
        try {
            return new StoredVersion(directory, JSON.readTree(Files.readAllBytes(directory.resolve("manifest.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String weightDigest() {
        return manifest.path("weight_digest").asText();
    }

    /** Pairs that were trained on, and those that its window held out. */
    public List<PreferencePair> training() {
        return archive("training.avro");
    }

    public List<PreferencePair> heldOut() {
        return archive("holdout.avro");
    }

    private List<PreferencePair> archive(String name) {
        List<PreferencePair> pairs = new ArrayList<>();
        try (DataFileReader<PreferencePair> reader = new DataFileReader<>(
                directory.resolve(name).toFile(), new SpecificDatumReader<>(PreferencePair.class))) {
            reader.forEach(pairs::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pairs;
    }

    /** The record of every optimizer step: {@code report} and the ids of its {@code pairs}. */
    public List<JsonNode> steps() {
        List<JsonNode> steps = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(directory.resolve("steps.jsonl"))) {
                steps.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return steps;
    }

    /** The ids of the pairs of all steps, in their order, as often as they were trained on. */
    public List<String> trainedOn() {
        List<String> ids = new ArrayList<>();
        steps().forEach(step -> step.path("pairs").forEach(id -> ids.add(id.asText())));
        return ids;
    }

    /** Tokens of both sides of all pairs of all steps. */
    public long tokens() {
        return steps().stream()
                .mapToLong(step -> step.at("/report/tokens").asLong())
                .sum();
    }
}
