package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.file.Json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * What one erasure removed from a version's archives. All erasures of a version are kept beside them, in their order; the manifest stays as it was.
 *
 * @param erasure id of the erasure
 * @param at when it was asked for
 * @param actor who asked for it
 * @param claimed whether nothing but the actor's own word says so
 * @param subject pseudonym of the person whose conversations they were; never the id that the pairs had
 * @param archives what it did to each archive file that it changed
 */
public record ErasureRecord(
        String erasure,
        Instant at,
        String actor,
        Boolean claimed,
        String reason,
        String subject,
        Map<String, Archive> archives) {

    /** Its file inside a checkpoint. */
    public static final String FILE = "erasures.json";

    private static final ObjectMapper JSON = Json.mapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * One archive file.
     *
     * @param before its digest before
     * @param after its digest without the pairs
     * @param pairs ids of the pairs that are gone
     */
    public record Archive(String before, String after, List<String> pairs) {

        public Archive {
            pairs = List.copyOf(pairs);
        }
    }

    public ErasureRecord {
        archives = Map.copyOf(archives);
        claimed = claimed == null || claimed; // what earlier trainers recorded is no better known
    }

    ErasureRecord with(Map<String, Archive> changed) {
        return new ErasureRecord(erasure, at, actor, claimed, reason, subject, changed);
    }

    static List<ErasureRecord> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (Files.notExists(file)) {
            return List.of();
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<List<ErasureRecord>>() {});
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no erasures: " + e.getOriginalMessage(), e);
        }
    }

    static void write(Path directory, List<ErasureRecord> records) throws IOException {
        Durable.write(directory.resolve(FILE), JSON.writeValueAsBytes(records));
    }
}
