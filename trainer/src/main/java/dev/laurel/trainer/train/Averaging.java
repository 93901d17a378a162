package dev.laurel.trainer.train;

import java.util.List;

/**
 * A second candidate of a window: the mean of the trained model's weights and those of the versions before it, judged on the same held-out pairs.
 *
 * @param versions the earlier versions, the latest first
 * @param trainedLoss hold-out loss of the trained model, in nats
 * @param averagedLoss that of the mean
 * @param chosen whether the mean became the challenger, because its loss is the lower one
 */
public record Averaging(List<Integer> versions, double trainedLoss, double averagedLoss, boolean chosen) {

    public Averaging {
        versions = List.copyOf(versions);
    }
}
