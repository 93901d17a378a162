package dev.laurel.trainer.erase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.accept.Names;
import dev.laurel.trainer.file.Durable;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.request.Requester;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * The erasures of a store, a file each in {@code .erasures} under its root, so that every trainer of the store sees them. A request counts once its file is
 * there. Safe for many threads.
 */
public final class ErasureLog {

    private static final String DIRECTORY = ".erasures";
    private static final String KEY = "key";
    private static final String SUFFIX = ".json";
    private static final Pattern FILE_NAME = Pattern.compile("[0-9A-Za-z-]{1,100}");
    private static final ObjectMapper JSON = Json.mapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path directory;
    private final Pseudonyms pseudonyms;
    private final Clock clock;

    /** @param root the root of the store */
    public ErasureLog(Path root, Clock clock) throws IOException {
        this.directory =
                Files.createDirectories(root.toAbsolutePath().normalize().resolve(DIRECTORY));
        this.pseudonyms = Pseudonyms.of(directory.resolve(KEY));
        this.clock = clock;
    }

    /** Accepts a request under an id of its own, otherwise as {@link #request(String, String, String, String, String)}. */
    public Erasure request(String tenant, String subject, String reason, String actor) throws IOException {
        return request(UUID.randomUUID().toString(), tenant, subject, reason, actor);
    }

    /**
     * Accepts a request durably: from now on no window reads that person's pairs.
     *
     * @param id of the erasure, which no other has
     * @throws IllegalArgumentException naming the field that is none of its kind
     */
    public Erasure request(String id, String tenant, String subject, String reason, String actor) throws IOException {
        Requester.require("id", FILE_NAME.matcher(id).matches() ? Optional.empty() : Optional.of("is no id"));
        Requester.require("tenant", Names.tenantProblem(tenant));
        Requester.require("subject", Names.problem(subject));
        Erasure erasure = Erasure.requested(
                id,
                tenant,
                pseudonyms.of(Pseudonyms.REVISION, tenant, subject),
                new Requester(reason, actor),
                clock.instant());
        write(erasure);
        return erasure;
    }

    /** The pairs that must not be read any more, by the requests so far. */
    public Predicate<PreferencePair> erased() {
        try {
            return ofSubjects(all());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pairs that one erasure speaks of. */
    Predicate<PreferencePair> pairs(Erasure erasure) {
        return ofSubjects(List.of(erasure));
    }

    private Predicate<PreferencePair> ofSubjects(List<Erasure> erasures) {
        Map<Integer, Set<String>> erased = erasures.stream()
                .collect(Collectors.groupingBy(
                        Erasure::pseudonyms, Collectors.mapping(Erasure::subject, Collectors.toSet())));
        return pair -> pair.getSource()
                .getSubject()
                .map(subject -> erased.entrySet().stream().anyMatch(revision -> revision.getValue()
                        .contains(pseudonyms.of(revision.getKey(), pair.getTenant(), subject))))
                .orElse(false);
    }

    /** All erasures, in the order in which they were asked for. */
    public List<Erasure> all() throws IOException {
        List<Erasure> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                all.add(read(file));
            }
        }
        all.sort(Comparator.comparing(Erasure::requestedAt).thenComparing(Erasure::id));
        return all;
    }

    public Optional<Erasure> erasure(String id) throws IOException {
        Path file = directory.resolve(id + SUFFIX);
        return FILE_NAME.matcher(id).matches() && Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    void write(Erasure erasure) throws IOException {
        Durable.write(directory.resolve(erasure.id() + SUFFIX), JSON.writeValueAsBytes(erasure));
    }

    private static Erasure read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), Erasure.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no erasure: " + e.getOriginalMessage(), e);
        }
    }
}
