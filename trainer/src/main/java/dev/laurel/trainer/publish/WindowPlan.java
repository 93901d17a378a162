package dev.laurel.trainer.publish;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.train.SeveralJudges;
import dev.laurel.reward.train.TrainingOptions;
import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.Replay;
import dev.laurel.trainer.window.ReplayOptions;
import dev.laurel.trainer.window.UntrainablePairs;
import dev.laurel.trainer.window.Window;
import dev.laurel.trainer.window.WindowPairs;

/**
 * What was decided about a window before its training began: whoever takes it up again after a crash follows it, whatever the
 * configuration says by then.
 *
 * @param version the number of the version that it becomes
 * @param parent the champion that it is trained from; empty where it is the base model
 * @param setAside pairs that cannot be trained on
 * @param erased records left out because their subject has asked for erasure
 * @param severalJudges what pairs of the same two answers weigh; EACH in plans of earlier trainers
 * @param replay options of the replay and what it was drawn from
 * @param averaged earlier versions that the trained model is averaged with, the latest first; empty for no such candidate
 * @param archives digests of the files that hold its pairs
 * @param registration where its model comes from, if it is not trained here
 */
public record WindowPlan(
        int version,
        Optional<Manifest.Parent> parent,
        Window window,
        int ofOtherLines,
        List<String> withdrawn,
        List<WindowPairs.Unreadable> unreadable,
        UntrainablePairs setAside,
        int erased,
        List<Notice> notices,
        double readingSeconds,
        HoldOut split,
        TrainingOptions training,
        SeveralJudges severalJudges,
        Replayed replay,
        List<Manifest.Parent> averaged,
        Map<String, String> archives,
        Optional<Registration> registration) {

    public WindowPlan {
        setAside = setAside == null ? UntrainablePairs.NONE : setAside; // plans of earlier trainers
        severalJudges = severalJudges == null ? SeveralJudges.EACH : severalJudges;
    }

    /** What of earlier windows is trained on beside this one. */
    public record Replayed(ReplayOptions options, List<Replay.Stratum> strata) {}
}
