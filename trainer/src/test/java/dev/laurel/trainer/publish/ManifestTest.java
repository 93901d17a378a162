package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.TrainingOptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ManifestTest {

    @TempDir
    Path dir;

    @Test
    void comesBackAsItWas() throws IOException {
        Manifest manifest = Manifests.promoted(2, Optional.of(1));

        manifest.write(dir);

        assertThat(Manifest.read(dir)).isEqualTo(manifest);
    }

    @Test
    void firstVersionHasNoParent() throws IOException {
        Manifests.promoted(1, Optional.empty()).write(dir);

        assertThat(json().has("parent")).isFalse();
        assertThat(Manifest.read(dir).parent()).isEmpty();
    }

    @Test
    void speaksSnakeCase() throws IOException {
        Manifests.promoted(2, Optional.of(1)).write(dir);

        assertThat(json().at("/window/topic_id").asText()).isEqualTo("topic-id");
        assertThat(json().at("/created_at").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(json().at("/judgement/challenger/accuracy/low").isDouble()).isTrue();
        assertThat(json().at("/training/adam_w/clip_norm").asDouble()).isEqualTo(1);
        assertThat(json().at("/parent/weight_digest").asText()).isEqualTo("digest of 1");
    }

    @Test
    void readsManifestsOfLaterReleases() throws IOException {
        Manifests.promoted(2, Optional.of(1)).write(dir);
        ObjectNode later = (ObjectNode) json();
        later.put("mood", 0.5);
        Files.writeString(dir.resolve(Manifest.FILE), later.toString());

        assertThat(Manifest.read(dir)).isEqualTo(Manifests.promoted(2, Optional.of(1)));
    }

    @Test
    void readsManifestsOfTrainersThatKnewNeitherAdaptersNorReplayNorSeveralJudges() throws IOException {
        Manifests.promoted(2, Optional.of(1)).write(dir);
        ObjectNode earlier = (ObjectNode) json();
        earlier.remove(List.of("replay", "averaging", "several_judges"));
        ((ObjectNode) earlier.path("data")).remove("notices");
        ((ObjectNode) earlier.path("training")).remove(List.of("lora", "gradient_checkpointing"));
        Files.writeString(dir.resolve(Manifest.FILE), earlier.toString());

        Manifest read = Manifest.read(dir);
        assertThat(read.training()).isEqualTo(TrainingOptions.DEFAULTS);
        assertThat(read.replay()).isEqualTo(Manifest.Replayed.NONE);
        assertThat(read.data().notices()).isEmpty();
        assertThat(read.averaging()).isEmpty();
        assertThat(read.severalJudges()).isEqualTo(SeveralJudges.EACH);
    }

    @Test
    void brokenOneIsNamed() throws IOException {
        Files.writeString(dir.resolve(Manifest.FILE), "{\"version\": ");

        assertThatIOException()
                .isThrownBy(() -> Manifest.read(dir))
                .withMessageContaining("manifest.json is no manifest");
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(Files.readString(dir.resolve(Manifest.FILE)));
    }
}
