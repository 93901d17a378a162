package dev.laurel.reward.train;

/** Training whose loss or gradients are no longer finite; the learning rate is too high, or the data is broken. */
public final class TrainingDivergedException extends RuntimeException {

    TrainingDivergedException(StepReport report) {
        super("loss " + report.loss() + " and gradient norm " + report.gradientNorm() + " in step " + report.step()
                + " at learning rate " + report.learningRate());
    }
}
