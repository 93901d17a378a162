package dev.laurel.trainer.run;

import java.time.Duration;

import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.window.StageProgress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log lines about one running window: one for each stage, and in a stage that takes long one every so often. For one thread. */
public final class ProgressLog {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);

    private final Duration interval;
    private Progress.State told = Progress.State.READING;
    private int notices;
    private long toldAt = System.nanoTime();

    public ProgressLog(Duration interval) {
        this.interval = interval;
    }

    public void tell(Progress window) {
        window.notices()
                .subList(
                        Math.min(notices, window.notices().size()),
                        window.notices().size())
                .forEach(notice -> LOG.warn("noticed line={} window={} {}", window.line(), window.id(), notice));
        notices = window.notices().size();
        if (window.state() == told && System.nanoTime() - toldAt < interval.toNanos()) {
            return;
        }
        told = window.state();
        toldAt = System.nanoTime();
        if (window.counted().isPresent()) {
            StageProgress so = window.counted().get();
            LOG.info(
                    "window {} line={} window={} {}={} of={}",
                    told.label(),
                    window.line(),
                    window.id(),
                    so.what(),
                    so.done(),
                    so.of());
            return;
        }
        LOG.info(
                "window {} line={} window={} step={} steps={} pairs={} replayed={} loss={} accuracy={} learningRate={}"
                        + " tokensPerSecond={} secondsLeft={}",
                told.label(),
                window.line(),
                window.id(),
                window.step(),
                window.steps(),
                window.pairs(),
                window.replayedPairs(),
                window.loss().orElse(Double.NaN),
                window.accuracy().orElse(Double.NaN),
                window.learningRate().orElse(Double.NaN),
                window.tokensPerSecond().orElse(Double.NaN),
                window.secondsLeft().orElse(Double.NaN));
    }
}
