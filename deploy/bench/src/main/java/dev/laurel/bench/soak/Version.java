package dev.laurel.bench.soak;

import java.nio.file.Path;
import java.util.List;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.text.TokenSequence;

/**
 * A model and what it says of every sequence, found out before the soak, each sequence scored alone.
 *
 * @param rewards in the order of the sequences
 */
record Version(Path dir, float[] rewards) {

    static Version of(Path dir, Engine engine, List<TokenSequence> sequences) {
        try (RewardModel model = RewardModel.load(dir, engine)) {
            float[] rewards = new float[sequences.size()];
            for (int i = 0; i < rewards.length; i++) {
                rewards[i] = model.score(List.of(sequences.get(i)))[0];
            }
            return new Version(dir, rewards);
        }
    }
}
