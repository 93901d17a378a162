package dev.laurel.trainer.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.Pairs;
import dev.laurel.trainer.TinyModel;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.UntrainablePairs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Small windows in which several people judged the same two answers. */
class TrainingDataTest {

    private static final PreferencePair MOON = Pairs.of("moon", "Why does the moon shine?");
    private static final PreferencePair BREAD = Pairs.of("bread", "Why does bread rise?");

    @TempDir
    Path directory;

    @Test
    void pairsOfTheSameTwoAnswersShareOneWeight() {
        TrainingData data = encode(SeveralJudges.SUM, List.of(MOON, by("ann", true), by("bob", false), BREAD));

        assertThat(weights(data.fresh())).containsExactly(1 / 3f, 1 / 3f, 1 / 3f, 1f);
        assertThat(data.fresh().ids()).containsExactly("moon", "moon by ann", "moon by bob", "bread");
    }

    @Test
    void eachOfThemWeighsWhatItWeighsAlone() {
        TrainingData data = encode(SeveralJudges.EACH, List.of(MOON, by("ann", true), by("bob", false), BREAD));

        assertThat(weights(data.fresh())).containsOnly(1f);
    }

    @Test
    void theMajorityAloneIsTrainedOnAndTheRestCounted() {
        PreferencePair breadByAnn = Pairs.alsoJudged(BREAD, "ann", false);
        TrainingData data =
                encode(SeveralJudges.MAJORITY, List.of(BREAD, MOON, by("bob", false), by("ann", true), breadByAnn));

        assertThat(data.fresh().ids()).containsExactly("moon", "moon by ann");
        assertThat(data.fresh().prompts()).hasSize(2).doesNotContain("why does bread rise?");
        assertThat(weights(data.fresh())).containsExactly(0.5f, 0.5f);
        assertThat(data.fresh().unusable()).isEqualTo(Map.of("outvoted", 1, "no_majority", 2));
        assertThat(data.fresh().refused().pairs())
                .contains(
                        new UntrainablePairs.Pair("moon by bob", "outvoted", "judges on its side: 1, on the other: 2"));
    }

    @Test
    void aJudgeIsOnePersonOfAnyKindOfFeedback() {
        PreferencePair again =
                PreferencePair.newBuilder(by("ann", true)).setPairId("a rating").build();
        TrainingData data = encode(SeveralJudges.MAJORITY, List.of(by("ann", true), again, by("bob", false)));

        assertThat(data.fresh().unusable()).isEqualTo(Map.of("no_majority", 3));
    }

    @Test
    void aRankingsOwnWeightStaysAFactor() {
        PreferencePair ofThree =
                PreferencePair.newBuilder(by("ann", true)).setWeight(1 / 3.0).build();

        assertThat(weights(encode(SeveralJudges.SUM, List.of(MOON, ofThree)).fresh()))
                .containsExactly(0.5f, (float) (1 / 3.0 / 2));
    }

    @Test
    void anotherTaskOrPromptOrTenantIsAnotherQuestion() {
        PreferencePair otherTask =
                PreferencePair.newBuilder(by("ann", true)).setTask("tone").build();
        PreferencePair otherPrompt =
                PreferencePair.newBuilder(by("bob", true)).setPromptId("p").build();
        PreferencePair otherTenant =
                PreferencePair.newBuilder(by("cy", true)).setTenant("globex").build();

        assertThat(weights(encode(SeveralJudges.SUM, List.of(MOON, otherTask, otherPrompt, otherTenant))
                        .fresh()))
                .containsOnly(1f);
    }

    @Test
    void whatIsReplayedSharesWithWhatIsNew() {
        try (RewardText text = text()) {
            Split split = new Split(List.of(MOON), List.of(by("ann", true), BREAD), List.of());

            TrainingData data = TrainingData.encode(text, split, SeveralJudges.SUM);

            assertThat(weights(data.fresh())).containsExactly(0.5f);
            assertThat(weights(data.replayed())).containsExactly(0.5f, 1f);
        }
    }

    @Test
    void answersWithoutIdsAreNobodyElses() {
        PreferencePair one = PreferencePair.newBuilder(MOON)
                .setChosen(Pairs.answer("", "Gladly!"))
                .build();
        PreferencePair other = PreferencePair.newBuilder(one).setPairId("other").build();

        assertThat(weights(encode(SeveralJudges.SUM, List.of(one, other)).fresh()))
                .containsOnly(1f);
    }

    private static PreferencePair by(String annotator, boolean agrees) {
        return Pairs.alsoJudged(MOON, annotator, agrees);
    }

    private TrainingData encode(SeveralJudges judges, List<PreferencePair> pairs) {
        try (RewardText text = text()) {
            return TrainingData.encode(text, new Split(pairs, List.of(), List.of()), judges);
        }
    }

    private RewardText text() {
        return RewardText.load(TinyModel.write(directory.resolve("model")));
    }

    private static List<Float> weights(Examples examples) {
        return examples.pairs().stream().map(EncodedPair::weight).toList();
    }
}
