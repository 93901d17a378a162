package dev.laurel.trainer;

import java.util.List;
import java.util.Map;

import dev.laurel.reward.checkpoint.LoraConfig;
import dev.laurel.reward.engine.Dtype;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.TrainingOptions;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrainerSettingsTest {

    @Test
    void withoutSettingsTrainingIsAsTheLibraryDoesIt() {
        assertThat(training(Map.of())).isEqualTo(TrainingOptions.DEFAULTS);
    }

    @Test
    void aRankAloneAdaptsEveryLinearLayer() {
        assertThat(training(Map.of("laurel.trainer.training.lora.rank", "8")).lora())
                .contains(new LoraConfig(8, 16, List.of(LoraConfig.ALL_LINEAR), true));
    }

    @Test
    void adaptersAreConfiguredAsPeftNamesThem() {
        TrainingOptions training = training(Map.of(
                "laurel.trainer.training.lora.rank", "4",
                "laurel.trainer.training.lora.alpha", "4",
                "laurel.trainer.training.lora.targets", "q_proj,v_proj",
                "laurel.trainer.training.lora.train-head", "false",
                "laurel.trainer.training.gradient-checkpointing", "true"));

        assertThat(training.lora()).contains(new LoraConfig(4, 4, List.of("q_proj", "v_proj"), false));
        assertThat(training.gradientCheckpointing()).isTrue();
    }

    @Test
    void severalJudgesOfTheSameAnswersShareOneWeightUnlessSomebodyDecides() {
        assertThat(TrainerSettings.recipe(config(Map.of())).severalJudges()).isEqualTo(SeveralJudges.SUM);
        assertThat(TrainerSettings.recipe(config(Map.of("laurel.trainer.training.several-judges", "majority")))
                        .severalJudges())
                .isEqualTo(SeveralJudges.MAJORITY);
    }

    @Test
    void theDeviceDecidesTheDtypeUnlessSomebodyDoes() {
        assertThat(TrainerSettings.engine(config(Map.of())).dtype()).isEmpty();
        assertThat(TrainerSettings.engine(config(Map.of("laurel.trainer.engine.dtype", "bfloat16")))
                        .dtype())
                .contains(Dtype.BFLOAT16);
    }

    private static TrainingOptions training(Map<String, String> settings) {
        return TrainerSettings.recipe(config(settings)).options(false);
    }

    private static TrainerConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(TrainerConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(TrainerConfig.class);
    }
}
