package dev.laurel.trainer.train;

/** Where the time of a challenger goes while it is made. For one thread. */
final class Spending {

    final Stopwatch training = new Stopwatch();
    final Stopwatch encoding = new Stopwatch();
    final Stopwatch steps = new Stopwatch();
    final Stopwatch checkpoints = new Stopwatch();
    final Stopwatch scoring = new Stopwatch();
    private final Stopwatch all = new Stopwatch();

    Spending() {
        all.resume();
    }

    /** All of it, at the end. */
    Spent spent() {
        all.pause();
        return new Spent(
                training.seconds(),
                all.seconds() - training.seconds(),
                encoding.seconds(),
                steps.seconds(),
                checkpoints.seconds(),
                scoring.seconds());
    }
}
