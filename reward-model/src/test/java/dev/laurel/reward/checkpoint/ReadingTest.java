package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.laurel.reward.Golden;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.text.FormattingProfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Configurations that are silent or name what transformers 5.17 reads in its own way, by both readings; and what is saved of them. */
class ReadingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EARLIER = "{\"kind\": \"openrlhf\", \"max_tokens\": 100}";

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mistral_rm_f32 | {'max_position_embeddings':9000,'sliding_window':100}                       | 100  | 100",
                "mistral_rm_f32 | {'max_position_embeddings':9000,'sliding_window':null}                      | 9000 | 9000",
                "mistral_rm_f32 | {'max_position_embeddings':9000}                                            | 9000 | 4096",
                "qwen2_rm_f32 | {'max_position_embeddings':9000,'sliding_window':100}                         | 9000 | 9000",
                "qwen2_rm_f32 | {'use_sliding_window':true,'sliding_window':100,'max_window_layers':1}        | 100  | 100",
                "qwen2_rm_f32 | {'use_sliding_window':true,'sliding_window':100,'max_window_layers':2}        | 100  | 512",
                "qwen2_rm_f32 | {'use_sliding_window':true,'sliding_window':100}                              | 100  | 512",
                "qwen2_rm_f32 | {'max_position_embeddings':9000,'use_sliding_window':true,'max_window_layers':0} | 9000 | 4096",
                "qwen2_rm_f32 | {'use_sliding_window':true,'sliding_window':9,'max_window_layers':0,'layer_types':['full_attention','full_attention']} | 9 | 512",
                "qwen2_rm_f32 | {'use_sliding_window':true,'sliding_window':9,'layer_types':['full_attention','sliding_attention']} | 9 | 9",
                "qwen3_rm_f32 | {'use_sliding_window':true,'sliding_window':100,'max_window_layers':0}        | 100  | 100",
                "llama_rm_f32 | {'sliding_window':100}                                                        | 512  | 512"
            })
    void readsAsFarAsAWindowChangesNothing(String name, String overrides, int first, int second) throws IOException {
        Path model = model(name, overrides, "sliding_window", "max_window_layers", "use_sliding_window");

        assertThat(Backbone.maxTokens(model)).isEqualTo(second);
        assertThat(FormattingProfile.load(model).maxTokens()).isEqualTo(Math.min(2048, second));
        Files.writeString(model.resolve("laurel.json"), EARLIER);
        assertThat(Backbone.maxTokens(model)).isEqualTo(first);
    }

    @Test
    void qwen3WithoutAHeadSizeHasTransformersOwn() throws IOException {
        Path model = model("qwen3_rm_f32", "{}", "head_dim");

        assertThatThrownBy(() -> HuggingFaceDirectory.open(model))
                .hasMessageContaining("q_proj.weight has shape [96, 64] instead of [512, 64]");
        Files.writeString(model.resolve("laurel.json"), EARLIER);
        assertThatThrownBy(() -> HuggingFaceDirectory.open(model))
                .hasMessageContaining("q_proj.weight has shape [96, 64] instead of [64, 64]");
    }

    @ParameterizedTest
    @CsvSource({"llama_rm_f32, 64", "mistral_rm_f32, 128", "qwen2_rm_f32, 512", "qwen3_rm_f32, 768"})
    void aConfigurationWithoutKeyHeadsHasTransformersOwn(String name, int keys) throws IOException {
        Path model = model(name, "{'num_attention_heads':32,'hidden_size':512,'head_dim':16}", "num_key_value_heads");
        int expected = name.startsWith("llama") ? 32 : name.startsWith("mistral") ? 8 : 32;

        assertThat(Backbone.of(Config.read(model)).keyValueHeads()).isEqualTo(expected);
        Files.writeString(model.resolve("laurel.json"), EARLIER);
        assertThat(Backbone.of(Config.read(model)).keyValueHeads()).isEqualTo(32);
    }

    @Test
    void refusesAReadingOfALaterRelease() throws IOException {
        Path model = model("llama_rm_f32", "{}");
        for (String revision : new String[] {"99", "0", "1.5", "\"2\"", "null"}) {
            Files.writeString(
                    model.resolve("laurel.json"),
                    "{\"kind\": \"trl\", \"max_tokens\": 10, \"reading\": " + revision + "}");
            assertThatThrownBy(() -> HuggingFaceDirectory.open(model))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("reading " + revision + " is unknown here; this release reads 1 to 2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "llama_rm_f32, LlamaForSequenceClassification",
        "qwen2_rm_f32, Qwen2ForSequenceClassification",
        "qwen3_rm_f32, Qwen3ForSequenceClassification",
        "mistral_rm_f32, MistralForSequenceClassification"
    })
    void aSavedModelHasTheArchitectureOfItsFamily(String name, String architecture) throws IOException {
        Path model = model(
                name,
                "{'architectures':['RewardModelForSequenceClassification'],'auto_map':{'AutoModel':'reward.RewardModel'}}");

        JsonNode saved = JSON.readTree(save(model).resolve("config.json").toFile());

        assertThat(saved.path("architectures").toString()).isEqualTo("[\"" + architecture + "\"]");
        assertThat(saved.has("auto_map")).isFalse();
    }

    private Path model(String name, String overrides, String... removed) throws IOException {
        Path model = Golden.checkpoint(name, JSON.createObjectNode(), dir.resolve("model"));
        Path file = model.resolve("config.json");
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        for (String field : removed) {
            config.remove(field);
        }
        config.setAll((ObjectNode) JSON.readTree(overrides.replace('\'', '"')));
        Files.writeString(file, config.toString());
        return model;
    }

    private Path save(Path model) {
        Path saved = dir.resolve("saved");
        HuggingFaceDirectory original = HuggingFaceDirectory.open(model);
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardNetwork network = RewardNetwork.forTraining(original, engine, 0)) {
            original.saveAs(saved, network.contents());
        }
        return saved;
    }
}
