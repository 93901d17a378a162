package dev.laurel.reward.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.checkpoint.CheckpointException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a model directory may say about its text, and what is refused by file and value. */
class ModelDirectoryTextTest {

    private static final List<Message> QUESTION = List.of(new Message("user", "Hi"));

    @TempDir
    private Path model;

    @BeforeEach
    void copyTokenizer() throws IOException {
        ModelFiles.copyStarter(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "tokenizer_config.json"})
    void refusesADirectoryWithoutAFile(String file) throws IOException {
        Files.delete(model.resolve(file));
        assertRefused(file, "is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "tokenizer_config.json", "laurel.json"})
    void refusesAFileThatIsNotJson(String file) throws IOException {
        Files.writeString(model.resolve(file), "{\"truncated\": ");
        assertRefused(file, "is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "tokenizer_config.json", "laurel.json"})
    void refusesAFileThatHoldsNoObject(String file) throws IOException {
        Files.writeString(model.resolve(file), "[1, 2]");
        assertRefused(file, "holds no JSON object");
    }

    @Test
    void refusesATokenizerThatTheLibraryCannotRead() throws IOException {
        Files.writeString(model.resolve("tokenizer.json"), "{\"model\": {\"type\": \"Abacus\"}}");
        assertRefused("tokenizer.json", "is no tokenizer");
    }

    @Test
    void refusesATemplateByNameAndLine() throws IOException {
        ModelFiles.setTemplate(model, "{% for m in messages %}\n{{ m.content | shout }}\n{% endfor %}");
        assertRefused("tokenizer_config.json", "chat template, line 2: no filter named 'shout'");
    }

    @Test
    void refusesATemplateThatCannotRenderTheSimplestConversation() throws IOException {
        ModelFiles.setTemplate(model, "\n{{ messages[0].text.strip() }}");
        assertRefused("tokenizer_config.json", "chat template, line 2: 'dict' object has no attribute 'text'");
    }

    @Test
    void refusesADirectoryWithoutTemplate() throws IOException {
        ModelFiles.change(model.resolve("tokenizer_config.json"), json -> json.remove("chat_template"));
        assertRefused("tokenizer_config.json", "has no chat_template");
    }

    @Test
    void refusesADirectoryWithoutEndMarker() throws IOException {
        ModelFiles.change(model.resolve("tokenizer_config.json"), json -> json.putNull("eos_token"));
        assertRefused("tokenizer_config.json", "has no eos_token");
    }

    @Test
    void refusesAnEndMarkerThatIsNoToken() throws IOException {
        ModelFiles.change(model.resolve("tokenizer_config.json"), json -> json.put("eos_token", "</sentence>"));
        Files.writeString(model.resolve("laurel.json"), "{\"kind\": \"trl\", \"max_tokens\": 10}");
        assertRefused("tokenizer.json", "'</sentence>' is not one token");
    }

    @Test
    void refusesAnEndMarkerThatTheNetworkDoesNotKnow() throws IOException {
        ModelFiles.change(model.resolve("tokenizer_config.json"), json -> json.put("eos_token", "</sentence>"));
        Files.writeString(model.resolve("config.json"), "{\"model_type\": \"qwen2\", \"vocab_size\": 6144}");
        assertRefused("tokenizer_config.json", "eos_token '</sentence>' is token 6144 of a vocabulary of 6144");
    }

    @Test
    void refusesADeclaredTokenWithoutANumber() throws IOException {
        ModelFiles.change(model.resolve("tokenizer_config.json"), json -> json.putObject("added_tokens_decoder")
                .putObject("first")
                .put("content", "<x>"));
        assertRefused("tokenizer_config.json", "added_tokens_decoder has 'first' for the id of a token");
    }

    @Test
    void refusesAProfileOfAnUnknownKind() throws IOException {
        Files.writeString(model.resolve("laurel.json"), "{\"kind\": \"dpo\", \"max_tokens\": 10}");
        assertRefused("laurel.json", "kind is neither openrlhf nor trl: \"dpo\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"trl\"}",
                "{\"kind\": \"trl\", \"max_tokens\": 1}",
                "{\"kind\": \"trl\", \"max_tokens\": \"many\"}"
            })
    void refusesAProfileWithoutAUsableMaximum(String profile) throws IOException {
        Files.writeString(model.resolve("laurel.json"), profile);
        assertRefused("laurel.json", "max_tokens is no number above 1");
    }

    @Test
    void keepsAProfile() {
        FormattingProfile profile = new FormattingProfile(FormattingRule.TRL, 1024);
        profile.save(model);
        assertThat(FormattingProfile.load(model)).isEqualTo(profile);
    }

    @Test
    void followsOpenRlhfWithinTheModelsPositionsWhereNothingIsSaid() throws IOException {
        assertThat(FormattingProfile.load(model)).isEqualTo(new FormattingProfile(FormattingRule.OPENRLHF, 2048));
        Files.writeString(
                model.resolve("config.json"), "{\"model_type\": \"llama\", \"max_position_embeddings\": 512}");
        assertThat(FormattingProfile.load(model)).isEqualTo(new FormattingProfile(FormattingRule.OPENRLHF, 512));
        Files.writeString(
                model.resolve("config.json"), "{\"model_type\": \"llama\", \"max_position_embeddings\": 131072}");
        assertThat(FormattingProfile.load(model)).isEqualTo(new FormattingProfile(FormattingRule.OPENRLHF, 2048));
    }

    @Test
    void takesTheTemplateInAFileOfItsOwnFirst() throws IOException {
        Files.writeString(model.resolve("chat_template.jinja"), "own file: {{ messages[0].content }}{{ eos_token }}");
        assertReads("own file: Hi<|im_end|>");
    }

    @Test
    void takesTheDefaultOfSeveralTemplates() throws IOException {
        ModelFiles.change(model.resolve("tokenizer_config.json"), json -> {
            json.putArray("chat_template")
                    .add(json.objectNode().put("name", "tool_use").put("template", "tools"))
                    .add(json.objectNode().put("name", "default").put("template", "plain {{ pad_token }}"));
        });
        assertReads("plain <|endoftext|> <|im_end|>");
    }

    @Test
    void readsSpecialTokensWrittenAsObjects() throws IOException {
        ModelFiles.change(model.resolve("tokenizer_config.json"), json -> json.putObject("eos_token")
                .put("content", "<|endoftext|>"));
        ModelFiles.setTemplate(model, "{{ messages[0].content }}{{ eos_token }}");
        assertReads("Hi<|endoftext|>");
    }

    private void assertReads(String expected) {
        try (RewardText text = RewardText.load(model)) {
            assertThat(text.decode(text.encode(QUESTION))).isEqualTo(expected);
        }
    }

    private void assertRefused(String file, String problem) {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> RewardText.load(model).close())
                .withMessageStartingWith(model.resolve(file) + ": " + problem);
    }
}
