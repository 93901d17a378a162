package dev.laurel.reward.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.Reading;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Special tokens wherever they are declared, as transformers finds them; recorded by src/test/recorders/record_special_tokens.py. */
class SpecialTokensTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path model;

    static Stream<Arguments> cases() {
        JsonNode recorded = recorded();
        return recorded.path("cases")
                .valueStream()
                .map(each -> Arguments.of(
                        each.path("name").asText(), recorded.path("text").asText(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void areThoseOfTransformers(String name, String text, JsonNode recorded) throws IOException {
        write(recorded);

        SpecialTokens tokens = SpecialTokens.load(model, Reading.SECOND);

        assertThat(tokens.texts())
                .isEqualTo(JSON.convertValue(recorded.path("named"), new TypeReference<Map<String, String>>() {}));
        try (Tokenizer tokenizer = Tokenizer.load(model, tokens, Reading.SECOND)) {
            assertThat(tokenizer.encode(List.of(text), false).get(0))
                    .isEqualTo(JSON.convertValue(recorded.path("ids"), int[].class));
        }
    }

    @Test
    void areThoseOfTokenizerJsonAloneByTheFirstReading() throws IOException {
        write(recorded().path("cases").path(1));

        SpecialTokens tokens = SpecialTokens.load(model, Reading.FIRST);

        try (Tokenizer tokenizer = Tokenizer.load(model, tokens, Reading.FIRST)) {
            assertThat(tokenizer.encode(List.of("<|im_end|>"), false).get(0)).hasSizeGreaterThan(1);
        }
    }

    private void write(JsonNode recorded) throws IOException {
        try (InputStream in = SpecialTokensTest.class.getResourceAsStream("/golden/tokenizer/bpe512/tokenizer.json")) {
            JsonNode tokenizer = JSON.readTree(in);
            List<String> kept = JSON.convertValue(recorded.path("kept"), new TypeReference<>() {});
            for (Iterator<JsonNode> tokens = tokenizer.path("added_tokens").elements(); tokens.hasNext(); ) {
                if (!kept.contains(tokens.next().path("content").asText())) {
                    tokens.remove();
                }
            }
            Files.writeString(model.resolve("tokenizer.json"), tokenizer.toString());
        }
        Files.writeString(
                model.resolve("tokenizer_config.json"), recorded.path("config").toString());
        if (recorded.path("map").isObject()) {
            Files.writeString(
                    model.resolve("special_tokens_map.json"),
                    recorded.path("map").toString());
        }
    }

    private static JsonNode recorded() {
        try (InputStream in = SpecialTokensTest.class.getResourceAsStream("special_tokens.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
