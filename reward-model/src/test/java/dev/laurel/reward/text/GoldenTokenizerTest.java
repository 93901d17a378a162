package dev.laurel.reward.text;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Ids and decoded texts exactly as recorded from Rust's tokenizers, one by one and in a batch. */
class GoldenTokenizerTest {

    @ParameterizedTest
    @ValueSource(strings = {"bpe512", "bpe4096"})
    void givesTheRecordedIdsAndTexts(String name) throws Exception {
        Path directory = golden(name);
        JsonNode cases = new ObjectMapper()
                .readTree(directory.resolve("expected.json").toFile())
                .get("cases");
        List<String> texts = new ArrayList<>();
        try (Tokenizer tokenizer = ModelFiles.tokenizer(directory)) {
            for (JsonNode recorded : cases) {
                String text = recorded.get("text").asText();
                texts.add(text);
                int[] ids = tokenizer.encode(List.of(text), false).get(0);
                assertThat(ids).as(text).isEqualTo(ids(recorded));
                assertThat(tokenizer.decode(ids, false))
                        .as(text)
                        .isEqualTo(recorded.get("decoded").asText());
                assertThat(tokenizer.decode(ids, true))
                        .as(text)
                        .isEqualTo(recorded.get("decoded_skip_special").asText());
            }
            List<int[]> batch = tokenizer.encode(texts, false);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(batch.get(i)).as(texts.get(i)).isEqualTo(ids(cases.get(i)));
            }
        }
        assertThat(texts).hasSize(45);
    }

    @Test
    void neverTruncatesByItself() throws Exception {
        try (Tokenizer tokenizer = ModelFiles.tokenizer(golden("bpe512"))) {
            assertThat(tokenizer.encode(List.of("a b ".repeat(5_000)), false).get(0))
                    .hasSizeGreaterThan(9_000);
        }
    }

    private static int[] ids(JsonNode recorded) {
        int[] ids = new int[recorded.get("ids").size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = recorded.get("ids").get(i).asInt();
        }
        return ids;
    }

    private static Path golden(String name) throws URISyntaxException {
        return Path.of(GoldenTokenizerTest.class
                .getResource("/golden/tokenizer/" + name)
                .toURI());
    }
}
