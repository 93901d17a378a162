package dev.laurel.scorer.verdict;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * The text of a policy file, YAML or JSON:
 *
 * <pre>
 *   policies:
 *     - name: support
 *       tenants: [acme]      # all if absent
 *       tasks: [support]     # all if absent
 *       accept: 0.5
 *       regenerate: -0.5     # accept if absent: no second attempt
 *       attempts: 3          # 1 if absent
 * </pre>
 */
final class PolicyFile {

    private static final ObjectReader READER = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(Content.class);

    private PolicyFile() {}

    private record Content(@JsonProperty(required = true) List<Entry> policies) {}

    private record Entry(
            @JsonProperty(required = true) String name,
            Optional<Set<String>> tenants,
            Optional<Set<String>> tasks,
            @JsonProperty(required = true) double accept,
            OptionalDouble regenerate,
            OptionalInt attempts) {

        Policy policy() {
            return new Policy(
                    name,
                    tenants.orElse(Set.of()),
                    tasks.orElse(Set.of()),
                    accept,
                    regenerate.orElse(accept),
                    attempts.orElse(1));
        }
    }

    /** Throws IllegalArgumentException naming line, field and value of what is wrong. */
    static Verifier read(byte[] text) {
        try {
            Content content = READER.readValue(text);
            if (content == null || content.policies() == null) {
                throw new IllegalArgumentException("policies is missing");
            }
            return new Verifier(content.policies().stream().map(Entry::policy).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(place(e) + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not readable: " + e.getMessage(), e);
        }
    }

    private static String place(JsonProcessingException error) {
        String line =
                error.getLocation() == null ? "" : "line " + error.getLocation().getLineNr() + ": ";
        return error instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? line + mapping.getPathReference().replaceAll(".*?\\[\"", "").replaceAll("\"]", "") + ": "
                : line;
    }
}
