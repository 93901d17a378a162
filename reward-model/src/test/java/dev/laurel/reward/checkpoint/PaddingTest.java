package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import dev.laurel.reward.Golden;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A padding id under which transformers reads rewards where Laurel does: tokens 509 (end of text), 510 and 511 (end of turn) are special. */
class PaddingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    private Path model;

    @BeforeEach
    void copy() {
        model = Golden.withTokenizer("llama_rm_f32", dir.resolve("model"));
    }

    @Test
    void isKeptWhereNoConversationEndsInIt() throws IOException {
        assertThat(warnings()).isEmpty();
        assertThat(save().path("pad_token_id").asInt()).isEqualTo(509);
        assertThat(dir.resolve("saved/tokenizer_config.json"))
                .hasSameBinaryContentAs(model.resolve("tokenizer_config.json"));
    }

    @Test
    void isTheTokenizersOwnWhereTheConfigurationHasTheEndToken() throws IOException {
        change("config.json", json -> json.put("pad_token_id", 511));
        assertThat(warnings())
                .contains(
                        "pad_token_id 511 can be a conversation's last token; transformers then reads the reward one token earlier");
        assertThat(save().path("pad_token_id").asInt()).isEqualTo(509);
    }

    @Test
    void isAnotherSpecialTokenWhereTheTokenizerPadsWithTheEndToken() throws IOException {
        change("config.json", json -> json.put("pad_token_id", 511));
        change("tokenizer_config.json", json -> json.put("pad_token", "<|im_end|>"));
        Files.writeString(model.resolve("special_tokens_map.json"), "{\"pad_token\": \"<|im_end|>\"}");
        assertThat(save().path("pad_token_id").asInt()).isEqualTo(509);
        assertThat(read("tokenizer_config.json").path("pad_token").asText()).isEqualTo("<|endoftext|>");
        assertThat(read("special_tokens_map.json").path("pad_token").asText()).isEqualTo("<|endoftext|>");
    }

    @Test
    void isSetWhereThereIsNone() throws IOException {
        change("config.json", json -> json.remove("pad_token_id"));
        assertThat(warnings()).contains("pad_token_id is not set; transformers then scores single conversations only");
        assertThat(save().path("pad_token_id").asInt()).isEqualTo(509);
    }

    @Test
    void isSetWhereItIsNoToken() throws IOException {
        change("config.json", json -> json.put("pad_token_id", -1));
        assertThat(warnings()).contains("pad_token_id -1 is no token");
        assertThat(save().path("pad_token_id").asInt()).isEqualTo(509);
    }

    @Test
    void isNoneWhereTheVocabularyHasNoTokenForIt() throws IOException {
        change("config.json", json -> json.put("pad_token_id", 511));
        change(
                "tokenizer_config.json",
                json -> json.put(
                        "chat_template",
                        "<|endoftext|>" + json.path("chat_template").asText()));
        JsonNode saved = save();
        assertThat(saved.path("pad_token_id").isNull()).isTrue();
    }

    @Test
    void isWhatAConversationMayEndInByTheRuleOfTrl() throws IOException {
        Files.writeString(model.resolve("laurel.json"), "{\"kind\": \"trl\", \"max_tokens\": 100, \"reading\": 2}");
        change("config.json", json -> json.put("pad_token_id", 198)); // a line break, with which this template ends
        assertThat(warnings()).contains("pad_token_id 198 can be a conversation's last token");
        assertThat(save().path("pad_token_id").asInt()).isEqualTo(509);
    }

    @Test
    void staysAsItWasInTheFirstReading() throws IOException {
        Files.writeString(model.resolve("laurel.json"), "{\"kind\": \"openrlhf\", \"max_tokens\": 100}");
        change("config.json", json -> json.put("pad_token_id", 511));
        assertThat(warnings()).contains("one token earlier");
        assertThat(save().path("pad_token_id").asInt()).isEqualTo(511);
    }

    private String warnings() {
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardModel loaded = RewardModel.load(model, engine)) {
            return String.join("\n", loaded.warnings());
        }
    }

    private JsonNode save() throws IOException {
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardModel loaded = RewardModel.load(model, engine)) {
            loaded.saveAs(dir.resolve("saved"));
        }
        return read("config.json");
    }

    private JsonNode read(String file) throws IOException {
        return JSON.readTree(dir.resolve("saved").resolve(file).toFile());
    }

    private void change(String file, Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(model.resolve(file).toFile());
        change.accept(json);
        Files.writeString(model.resolve(file), json.toString());
    }
}
