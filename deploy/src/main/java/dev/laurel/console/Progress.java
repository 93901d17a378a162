package dev.laurel.console;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars on standard error: drawn over and over on a terminal, left out of files and pipes. */
public final class Progress {

    private static final int WIDTH = 110;
    private static final int REDRAW_MILLIS = 200;

    private Progress() {}

    /** @param maximum the units to do; −1 if not known yet */
    public static ProgressBar bar(String task, String unit, long maximum) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setInitialMax(maximum)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setMaxRenderedLength(WIDTH)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(consumer())
                .build();
    }

    private static ProgressBarConsumer consumer() {
        return System.console() == null ? new Silent() : new ConsoleProgressBarConsumer(System.err, WIDTH);
    }

    /** Draws nothing. */
    private static final class Silent implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String bar) {}

        @Override
        public void close() {}
    }
}
