package dev.laurel.reward.starter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.TestEngine;
import dev.laurel.reward.checkpoint.Backbone;
import dev.laurel.reward.checkpoint.CheckpointException;
import dev.laurel.reward.checkpoint.HuggingFaceDirectory;
import dev.laurel.reward.checkpoint.Parameter;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StarterModelTest {

    @TempDir
    Path dir;

    @Test
    void isTheSameOnEveryMachine() {
        StarterModel.write(dir.resolve("m"), 1);

        assertThat(HuggingFaceDirectory.open(dir.resolve("m")).weightDigest())
                .isEqualTo("417531e90cba4fa72c4b90e95dd7e73e5f21abd1b682786807e409073c635df4");
    }

    @Test
    void differsBySeed() {
        StarterModel.write(dir.resolve("a"), 1);
        StarterModel.write(dir.resolve("b"), 2);

        assertThat(HuggingFaceDirectory.open(dir.resolve("a")).weightDigest())
                .isNotEqualTo(HuggingFaceDirectory.open(dir.resolve("b")).weightDigest());
    }

    @Test
    void hasAboutFourAndAHalfMillionWeights() {
        StarterModel.write(dir.resolve("m"), 1);

        long weights = HuggingFaceDirectory.open(dir.resolve("m")).backbone().parameters().stream()
                .mapToLong(Parameter::size)
                .sum();

        assertThat(weights).isEqualTo(4_477_440L);
    }

    @Test
    void isWrittenInAnotherSize() {
        StarterModel.write(dir.resolve("m"), 1, Map.of("num_hidden_layers", 1, "vocab_size", 512));

        Backbone small = HuggingFaceDirectory.open(dir.resolve("m")).backbone();
        assertThat(small.layers()).isEqualTo(1);
        assertThat(small.vocabulary()).isEqualTo(512);
        assertThat(small.hidden()).isEqualTo(256);
    }

    @Test
    void scoresAConversation() {
        StarterModel.write(dir.resolve("m"), 1);
        try (Engine engine = TestEngine.start(Dtype.FLOAT32);
                RewardModel model = RewardModel.load(dir.resolve("m"), engine)) {
            List<Message> talk =
                    List.of(new Message("user", "Why is the sky blue?"), new Message("assistant", "天空散射蓝光。"));

            float[] rewards =
                    model.score(List.of(model.text().encode(talk), model.text().encodeRaw("hello")));

            assertThat(rewards).hasSize(2).doesNotContain(Float.NaN);
            assertThat(rewards[0]).isNotEqualTo(rewards[1]);
        }
    }

    @Test
    void isNotWrittenOverSomethingElse() {
        StarterModel.write(dir.resolve("m"), 1);

        assertThatThrownBy(() -> StarterModel.write(dir.resolve("m"), 1))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is not empty");
    }
}
