package dev.laurel.reward.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.Golden;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

class LoraAdapterTest {

    private static final String LAYER = "model.layers.1.";

    @TempDir
    Path dir;

    @Test
    void readsWhatIsAdaptedFromTheFile() {
        LoraAdapter adapter = LoraAdapter.open(Golden.adapter("adapter_seqcls", dir));

        assertThat(adapter.adapted())
                .extracting(each -> each.target().name())
                .containsExactly(
                        "model.layers.0.self_attn.q_proj.weight",
                        "model.layers.0.self_attn.v_proj.weight",
                        "model.layers.1.self_attn.q_proj.weight",
                        "model.layers.1.self_attn.v_proj.weight");
        assertThat(adapter.adapted()).allSatisfy(each -> {
            assertThat(each.rank()).isEqualTo(4);
            assertThat(each.scaling()).isEqualTo(2);
        });
        assertThat(adapter.trainsHead()).isTrue();
    }

    @Test
    void patternsSetAlphaForSomeModulesAndStabilizedRanksCountTheirRoot() throws Exception {
        String json = "{\"alpha_pattern\": {\"layers.1.self_attn.q_proj\": 16}, \"use_rslora\": true}";
        LoraAdapter adapter = LoraAdapter.open(Golden.adapter("adapter_plain", new ObjectMapper().readTree(json), dir));

        assertThat(adapter.adapted()).extracting(LowRank::scaling).containsExactly(4.0, 4.0, 8.0, 4.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"peft_type\": \"IA3\"}                       | peft_type \"IA3\" is not supported",
                "{\"use_dora\": true}                           | use_dora is not supported",
                "{\"bias\": \"all\"}                            | bias \"all\" is not supported",
                "{\"layer_replication\": [[0, 1]]}              | layer_replication is not supported",
                "{\"r\": 8}                                     | has shape [4, 64] instead of [8, 64]",
                "{\"r\": 0}                                     | r is not a positive number: 0",
                "{\"lora_alpha\": \"many\"}                     | lora_alpha is not a positive number",
                "{\"alpha_pattern\": {\"(\": 3}}                | alpha_pattern has a key that is no regular expression: (",
                "{\"base_model_name_or_path\": \"Qwen/Qwen3\"}  | base_model_name_or_path 'Qwen/Qwen3' is no directory here",
                "{\"base_model_name_or_path\": null}            | is no directory here"
            })
    void aConfigurationItCannotFollowIsRefusedByName(String json, String complaint) throws Exception {
        Path adapter = Golden.adapter("adapter_plain", new ObjectMapper().readTree(json), dir);

        assertThatThrownBy(() -> LoraAdapter.open(adapter))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void factorsThatFitNothingAreRefusedByName() {
        HuggingFaceDirectory base = HuggingFaceDirectory.open(Golden.withTokenizer("qwen2_rm_f32", dir.resolve("b")));
        Parameter a = new Parameter(LAYER + "mlp.experts.lora_A.weight", List.of(4L, 64L));
        LoraAdapter fresh = LoraAdapter.fresh(base, new LoraConfig(4, 8, List.of("q_proj"), false));
        fresh.saveAs(dir.resolve("a"), List.of(zeros(a)));

        assertThatThrownBy(() -> LoraAdapter.open(dir.resolve("a")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("base_model.model." + LAYER + "mlp.experts.lora_A.weight adapts nothing of");
    }

    @Test
    void halfAPairOfFactorsIsRefused() {
        HuggingFaceDirectory base = HuggingFaceDirectory.open(Golden.withTokenizer("qwen2_rm_f32", dir.resolve("b")));
        Parameter a = new Parameter(LAYER + "self_attn.q_proj.lora_A.weight", List.of(4L, 64L));
        LoraAdapter fresh = LoraAdapter.fresh(base, new LoraConfig(4, 8, List.of("q_proj"), false));
        fresh.saveAs(dir.resolve("a"), List.of(zeros(a)));

        assertThatThrownBy(() -> LoraAdapter.open(dir.resolve("a")))
                .hasMessageContaining("has no tensor base_model.model." + LAYER + "self_attn.q_proj.lora_B.weight");
    }

    @Test
    void anAdapterOfAnotherShapeDoesNotFit() {
        Path adapter = Golden.adapter("adapter_plain", dir.resolve("one"));
        Path other = Golden.withTokenizer("qwen3_rm_f32", dir.resolve("other"));

        assertThatThrownBy(() -> LoraAdapter.open(adapter, other))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("lora_B.weight has shape [64, 4] instead of [96, 4]");
    }

    @Test
    void aTargetThatIsNoLinearLayerIsRefused() {
        HuggingFaceDirectory base = HuggingFaceDirectory.open(Golden.withTokenizer("qwen2_rm_f32", dir.resolve("b")));

        assertThatThrownBy(() -> LoraAdapter.fresh(base, new LoraConfig(4, 8, List.of("q_proj", "c_attn"), true)))
                .hasMessageContaining("LoRA target c_attn is no linear layer");
        assertThat(LoraAdapter.fresh(base, LoraConfig.DEFAULT).adapted()).hasSize(14);
    }

    @Test
    void whatItSavesIsAsPeftNamesIt() throws Exception {
        HuggingFaceDirectory base = HuggingFaceDirectory.open(Golden.withTokenizer("qwen2_rm_f32", dir.resolve("b")));
        LoraAdapter fresh = LoraAdapter.fresh(base, new LoraConfig(4, 8, List.of("all-linear"), true));
        fresh.saveAs(
                dir.resolve("a"),
                fresh.adapted().stream()
                        .flatMap(each -> List.of(zeros(each.a()), zeros(each.b())).stream())
                        .toList());

        var config =
                new ObjectMapper().readTree(dir.resolve("a/adapter_config.json").toFile());
        assertThat(config.path("peft_type").asText()).isEqualTo("LORA");
        assertThat(config.path("task_type").asText()).isEqualTo("SEQ_CLS");
        assertThat(config.path("lora_alpha").asDouble()).isCloseTo(8, offset(0.0));
        assertThat(config.path("target_modules"))
                .hasToString("[\"q_proj\",\"k_proj\",\"v_proj\",\"o_proj\",\"gate_proj\",\"up_proj\",\"down_proj\"]");
        assertThat(config.path("modules_to_save")).hasToString("[\"classifier\",\"score\"]");
        assertThat(Path.of(config.path("base_model_name_or_path").asText())).isAbsolute();
        assertThat(Files.exists(dir.resolve("a/tokenizer.json"))).isTrue();
    }

    private static TensorContent zeros(Parameter parameter) {
        return new TensorContent(
                parameter, channel -> channel.write(java.nio.ByteBuffer.allocate((int) parameter.size() * 4)));
    }
}
