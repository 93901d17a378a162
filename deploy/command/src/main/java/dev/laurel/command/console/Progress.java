package dev.laurel.command.console;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress bars on standard error: drawn over and over on a terminal, a plain line now and then in files and pipes.
 *
 * <p>The system property {@code laurel.columns} tells the terminal's width, and with 0 that there is none; Java itself only knows whether standard input
 * and output are a terminal's.
 */
public final class Progress {

    private static final int WIDTH = 110;
    private static final int REDRAW_MILLIS = 200;

    private Progress() {}

    /** A bar of a stage of some work, which a file is told of at once. */
    static ProgressBar stage(String name, long steps) {
        return bar(name, "steps", steps, true);
    }

    /** @param maximum the units to do; −1 if not known yet */
    public static ProgressBar bar(String task, String unit, long maximum) {
        return bar(task, unit, maximum, false);
    }

    private static ProgressBar bar(String task, String unit, long maximum, boolean atOnce) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setInitialMax(maximum)
                .setUpdateIntervalMillis(REDRAW_MILLIS);
        int columns = Integer.getInteger("laurel.columns", System.console() == null ? 0 : WIDTH);
        if (columns > 0) {
            return builder.setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, columns))
                    .setMaxRenderedLength(columns)
                    .build();
        }
        if (atOnce) {
            System.err.println(task);
        }
        return builder.setRenderer(new PlainLines.Renderer(unit))
                .setConsumer(new PlainLines(System.err, PlainLines.INTERVAL))
                .build();
    }

    /** A bar that nobody sees. */
    public static ProgressBar silent() {
        return new ProgressBarBuilder()
                .setConsumer(new PlainLines(System.err, PlainLines.NEVER))
                .build();
    }
}
