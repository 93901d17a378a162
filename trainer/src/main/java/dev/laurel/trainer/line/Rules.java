package dev.laurel.trainer.line;

import java.time.Duration;
import java.util.List;

import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.trainer.promotion.Gate;
import dev.laurel.trainer.promotion.Judge;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.train.Recipe;
import dev.laurel.trainer.train.TooFewPairsException;
import dev.laurel.trainer.train.TrainingFailedException;
import dev.laurel.trainer.window.ReplayOptions;
import dev.laurel.trainer.window.WindowPairs;

/**
 * What decides about a line's windows and versions: how many pairs, which are held out, how challengers are judged, when one wins, and how and beside which earlier pairs
 * it is trained.
 *
 * @param heldOutCharacters text of the held-out pairs that versions are judged on, in UTF-16 units
 * @param averagedVersions how many of the last versions, the new one included, are averaged into a second candidate; below 2 for none
 * @param checkpointInterval least time between two step checkpoints of a run
 */
public record Rules(
        WindowLimits bounds,
        HoldOut holdOut,
        long heldOutCharacters,
        Gate gate,
        Judge judge,
        Recipe recipe,
        ReplayOptions replay,
        int averagedVersions,
        Duration checkpointInterval) {

    /** Another split would let pairs be trained on that an earlier version was judged by, so a line keeps the one it began with. */
    void requireSameSplit(List<StoredVersion> versions) {
        for (StoredVersion version : versions) {
            HoldOut before = version.manifest().split();
            if (!before.equals(holdOut)) {
                throw new TrainingFailedException("version " + version.number() + " held out a share of "
                        + before.share()
                        + " with salt \"" + before.salt() + "\"; the line must go on with that, and is configured to "
                        + holdOut.share() + " with salt \"" + holdOut.salt() + "\"");
            }
        }
    }

    void requireEnough(WindowPairs window, WindowLimits wanted) {
        if (window.pairs().size() < wanted.min()) {
            int aside = window.setAside().all();
            throw new TooFewPairsException(
                    "the window holds " + window.pairs().size() + " pairs of the line, and at least " + wanted.min()
                            + " make one; they are left to gather"
                            + (aside == 0 ? "" : " (" + aside + " more cannot be trained on and do not count)"));
        }
    }
}
