package dev.laurel.reward;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.Reading;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.network.RewardNetwork;
import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.TokenSequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A model that was stored before readings had revisions, by that reading and by the newest. */
class EarlierReadingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dir;

    private Path model;
    private JsonNode expected;

    @BeforeEach
    void copy() throws IOException, URISyntaxException {
        model = Golden.checkpoint("llama_rm_f32", JSON.createObjectNode(), dir.resolve("model"));
        Path stored = Path.of(EarlierReadingTest.class.getResource("earlier").toURI());
        for (String file : List.of("tokenizer.json", "tokenizer_config.json", "laurel.json")) {
            Files.copy(stored.resolve(file), model.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        expected = JSON.readTree(stored.resolve("expected.json").toFile());
    }

    @Test
    void isReadAndScoredAsOnItsFirstDay() {
        assertThat(FormattingProfile.load(model).reading()).isEqualTo(Reading.FIRST);
        assertScores(model, "first");
    }

    @Test
    void isReadAsTransformersReadsItOnceItSaysSo() {
        FormattingProfile profile = FormattingProfile.load(model);
        new FormattingProfile(profile.kind(), profile.maxTokens(), Reading.SECOND).save(model);
        assertIds(model, "second");
    }

    @Test
    void isReadAsTransformersReadsItWhereItIsFromElsewhere() throws IOException {
        Files.delete(model.resolve("laurel.json"));
        assertThat(FormattingProfile.load(model).reading()).isEqualTo(Reading.SECOND);
    }

    @Test
    void goesOnInItsReadingWhereItIsTrainedFurther() {
        Path next = dir.resolve("next");
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardNetwork network = RewardNetwork.forTraining(HuggingFaceDirectory.open(model), engine, 0)) {
            HuggingFaceDirectory.open(model).saveAs(next, network.contents());
        }
        for (String file : List.of("tokenizer.json", "tokenizer_config.json", "laurel.json")) {
            assertThat(next.resolve(file)).hasSameBinaryContentAs(model.resolve(file));
        }
        assertScores(next, "first");
    }

    private void assertScores(Path directory, String reading) {
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardModel loaded = RewardModel.load(directory, engine)) {
            float[] rewards = loaded.score(encoded(loaded, reading));
            for (int i = 0; i < rewards.length; i++) {
                assertThat(rewards[i])
                        .isCloseTo(
                                (float) expected.path(reading)
                                        .path("rewards")
                                        .path(i)
                                        .asDouble(),
                                within(1e-6f));
            }
        }
    }

    private void assertIds(Path directory, String reading) {
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardModel loaded = RewardModel.load(directory, engine)) {
            encoded(loaded, reading);
        }
    }

    /** The conversations as a model reads them, which are those of a reading. */
    private List<TokenSequence> encoded(RewardModel loaded, String reading) {
        List<TokenSequence> sequences = loaded.text()
                .encodeAll(expected.path("cases")
                        .valueStream()
                        .map(each -> Conversation.of(messages(each.path("conversation"))))
                        .toList());
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(sequences.get(i).ids())
                    .isEqualTo(JSON.convertValue(expected.path("cases").path(i).path(reading), int[].class));
        }
        return sequences;
    }

    private static List<Message> messages(JsonNode turns) {
        Stream<JsonNode> all = turns.valueStream();
        return all.map(turn -> new Message(
                        turn.path("role").asText(), turn.path("content").asText()))
                .toList();
    }
}
