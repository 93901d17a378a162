package dev.laurel.bench.kit;

import dev.laurel.command.console.Progress;

import me.tongfei.progressbar.ProgressBar;

/** Shows the steps of an experiment on standard error as they begin. */
public final class StepBar implements dev.laurel.bench.kit.Progress, AutoCloseable {

    private final ProgressBar bar;

    private StepBar(ProgressBar bar) {
        this.bar = bar;
    }

    /** @param steps how many; −1 if not known yet */
    public static StepBar of(String experiment, String unit, int steps) {
        return new StepBar(Progress.bar(experiment, unit, steps));
    }

    /** Says how many steps there are. */
    public void expect(int steps) {
        bar.maxHint(steps);
    }

    @Override
    public void next(String step) {
        bar.setExtraMessage(step).step();
    }

    @Override
    public void close() {
        bar.close();
    }
}
