package dev.laurel.reward.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import dev.laurel.reward.Golden;
import dev.laurel.reward.RewardModel;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.network.TokenBatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HuggingFaceDirectoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"llama_rm_f32", "qwen2_rm_f32", "qwen2_rm_f32_sharded", "qwen3_rm_f32", "mistral_rm_f32"})
    void aSavedModelHasTheSameBitsAndRewards(String name) {
        HuggingFaceDirectory original = HuggingFaceDirectory.open(Golden.withTokenizer(name, dir.resolve("original")));
        Path copy = dir.resolve("copy");
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardNetwork network = RewardNetwork.forTraining(original, engine, 0)) {
            original.saveAs(copy, network.contents());
            HuggingFaceDirectory saved = HuggingFaceDirectory.open(copy).withTokenizer();

            assertThat(saved.weightDigest()).isEqualTo(original.weightDigest());
            assertThat(scores(saved, engine)).containsExactly(network.scores(TokenBatch.of(Golden.sequences())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama_rm_bf16", "qwen2_rm_bf16", "qwen3_rm_bf16"})
    void aBfloat16ModelIsSavedInFloat32WithTheSameRewards(String name) {
        HuggingFaceDirectory original = HuggingFaceDirectory.open(Golden.checkpoint(name));
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardNetwork network = RewardNetwork.forTraining(original, engine, 0)) {
            original.saveAs(dir.resolve("copy"), network.contents());

            assertThat(scores(HuggingFaceDirectory.open(dir.resolve("copy")), engine))
                    .containsExactly(network.scores(TokenBatch.of(Golden.sequences())));
        }
    }

    @Test
    void theConfigurationNamesARewardModel() {
        HuggingFaceDirectory original =
                HuggingFaceDirectory.open(Golden.withTokenizer("llama_causal_bf16", dir.resolve("original")));
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardNetwork network = RewardNetwork.forTraining(original, engine, 7)) {
            original.saveAs(dir.resolve("copy"), network.contents());
        }

        JsonNode config = read(dir.resolve("copy/config.json"));

        assertThat(config.path("architectures").toString()).isEqualTo("[\"LlamaForSequenceClassification\"]");
        assertThat(config.path("num_labels").asInt()).isEqualTo(1);
        assertThat(config.path("id2label").size()).isEqualTo(1);
        assertThat(config.path("torch_dtype").asText()).isEqualTo("float32");
        assertThat(config.path("value_head_prefix").asText()).isEqualTo("score");
        assertThat(config.path("pad_token_id").asInt()).isEqualTo(509);
        assertThat(dir.resolve("copy/tokenizer.json")).exists();
        assertThat(dir.resolve("copy/generation_config.json")).exists();
    }

    @Test
    void aCausalModelGetsASeededHeadOfOpenRlhfsSpread() {
        HuggingFaceDirectory causal = HuggingFaceDirectory.open(Golden.checkpoint("llama_causal_bf16"));
        try (Engine engine = TestEngine.start(Dtype.FLOAT32)) {
            double[] head = head(causal, engine, 7, "a");

            assertThat(head(causal, engine, 7, "b")).containsExactly(head);
            assertThat(head(causal, engine, 8, "c")).isNotEqualTo(head);
            double deviation =
                    Math.sqrt(Arrays.stream(head).map(x -> x * x).average().orElseThrow());
            assertThat(deviation).isBetween(0.7 / 65, 1.3 / 65);
        }
    }

    @Test
    void theScaleIsWrittenAndReadAgain() {
        Path model = Golden.withTokenizer("llama_rm_f32", dir.resolve("m"));

        HuggingFaceDirectory.writeScale(model, new RewardScale(0.25, 1.5));

        assertThat(HuggingFaceDirectory.open(model).scale()).isEqualTo(new RewardScale(0.25, 1.5));
        assertThat(read(model.resolve("config.json")).path("mean").asDouble()).isEqualTo(0.25);
    }

    @Test
    void aDirectoryWithoutTokenizerIsRefusedByName() throws IOException {
        Path model = Golden.withTokenizer("llama_rm_f32", dir.resolve("m"));
        Files.delete(model.resolve("tokenizer.json"));
        try (Engine engine = TestEngine.start(Dtype.FLOAT32)) {
            assertThatThrownBy(() -> RewardModel.load(model, engine))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("has no tokenizer.json");
        }
    }

    @Test
    void aCausalModelDoesNotScoreBeforeItIsTrained() {
        Path model = Golden.withTokenizer("llama_causal_bf16", dir.resolve("m"));
        try (Engine engine = TestEngine.start(Dtype.FLOAT32)) {
            assertThatThrownBy(() -> RewardModel.load(model, engine))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("has no reward head");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model_type':'gemma2'}                         | model_type 'gemma2' is not supported",
                "{'model_type':'llama','attention_bias':true}    | attention_bias is not supported",
                "{'mlp_bias':true}                               | mlp_bias is not supported",
                "{'hidden_act':'gelu'}                           | hidden_act 'gelu' is not supported",
                "{'rope_scaling':{'rope_type':'yarn','factor':4}}| rope scaling 'yarn' is not supported",
                "{'rope_scaling':{'rope_type':'linear'}}         | factor is missing",
                "{'num_key_value_heads':3}                       | no multiple of num_key_value_heads 3",
                "{'hidden_size':-1}                              | hidden_size is not a positive number: -1",
                "{'hidden_size':'big'}                           | hidden_size is not a positive number",
                "{'vocab_size':null}                             | vocab_size is missing",
                "{'num_labels':2}                                | num_labels is 2",
                "{'num_hidden_layers':3}                         | has no tensor model.layers.2.input_layernorm.weight",
                "{'num_hidden_layers':1}                         | belongs to no supported network",
                "{'intermediate_size':161}                       | has shape [160, 64] instead of [161, 64]",
                "{'std':0}                                       | standard deviation of rewards"
            })
    void refusesByName(String overrides, String complaint) throws IOException {
        Path model = Golden.checkpoint("llama_rm_f32", JSON.readTree(overrides.replace('\'', '"')), dir.resolve("m"));

        assertThatThrownBy(() -> HuggingFaceDirectory.open(model).scale())
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(model.toString())
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../qwen2.safetensors", "/etc/passwd", "..", "", "missing.safetensors", "a/b.safetensors"})
    void anIndexCannotPointOutOfItsDirectory(String shard) throws IOException {
        Path model = Golden.withTokenizer("qwen2_rm_f32_sharded", dir.resolve("m"));
        Files.copy(model.resolve("model-00001-of-00003.safetensors"), dir.resolve("qwen2.safetensors"));
        Files.writeString(
                model.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"score.weight\":\"" + shard + "\"}}");

        assertThatThrownBy(() -> HuggingFaceDirectory.open(model))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("names a shard '" + shard + "'");
    }

    @Test
    void aWeightThatIsNotANumberIsRefusedByName() throws IOException {
        Path model = Golden.withTokenizer("llama_rm_f32", dir.resolve("m"));
        Path file = model.resolve("model.safetensors");
        StoredTensor norm = SafetensorsFile.open(file).tensors().get("model.norm.weight");
        byte[] bytes = Files.readAllBytes(file);
        java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putFloat((int) norm.begin() + 4, Float.NaN);
        Files.write(file, bytes);
        try (Engine engine = TestEngine.start(Dtype.FLOAT32)) {
            assertThatThrownBy(() -> RewardModel.load(model, engine))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("model.norm.weight holds a NaN");
        }
    }

    @Test
    void bigModelsAreWrittenInShardsWithAnIndex() throws IOException {
        HuggingFaceDirectory original =
                HuggingFaceDirectory.open(Golden.withTokenizer("qwen2_rm_f32", dir.resolve("original")));
        Path copy = dir.resolve("copy");
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardNetwork network = RewardNetwork.forTraining(original, engine, 0)) {
            CheckpointWriter writer = CheckpointWriter.into(copy);
            writer.carry(original.path(), List.of("config.json"));
            writer.weights(network.contents(), 150_000);
        }

        assertThat(copy.resolve("model-00001-of-00004.safetensors")).exists();
        assertThat(HuggingFaceDirectory.open(copy).weightDigest()).isEqualTo(original.weightDigest());
    }

    private double[] head(HuggingFaceDirectory causal, Engine engine, long seed, String name) {
        try (RewardNetwork network = RewardNetwork.forTraining(causal, engine, seed)) {
            causal.saveAs(dir.resolve(name), network.contents());
        }
        return Golden.doubles(SafetensorsFile.open(dir.resolve(name).resolve("model.safetensors"))
                .tensors()
                .get(Backbone.HEAD));
    }

    private static float[] scores(HuggingFaceDirectory directory, Engine engine) {
        try (RewardNetwork network = RewardNetwork.forScoring(directory, engine)) {
            return network.scores(TokenBatch.of(Golden.sequences()));
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
