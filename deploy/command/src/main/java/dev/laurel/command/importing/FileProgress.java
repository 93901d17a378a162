package dev.laurel.command.importing;

import java.util.function.Consumer;

import dev.laurel.command.console.Count;
import dev.laurel.command.console.Progress;

import me.tongfei.progressbar.ProgressBar;

/** A progress bar of a file that is read: by its bytes, or by its rows where only some of them are wanted. */
public final class FileProgress implements Consumer<ImportProgress>, AutoCloseable {

    private final ProgressBar bar;
    private final boolean byRows;

    private FileProgress(ProgressBar bar, boolean byRows) {
        this.bar = bar;
        this.byRows = byRows;
    }

    /** @param rows most rows that are read; {@link Long#MAX_VALUE} for all */
    public static FileProgress of(String task, long bytes, long rows) {
        boolean byRows = rows < Long.MAX_VALUE;
        return new FileProgress(byRows ? Progress.bar(task, "rows", rows) : Progress.bar(task, "bytes", bytes), byRows);
    }

    /** As {@link #of}, of work that prints its results meanwhile: nothing where those go to the terminal, which they would spoil. */
    public static FileProgress besideResults(String task, long bytes, long rows) {
        return System.console() == null ? of(task, bytes, rows) : new FileProgress(Progress.silent(), false);
    }

    @Override
    public void accept(ImportProgress read) {
        if (byRows) {
            bar.stepTo(read.rows());
        } else {
            bar.stepTo(read.bytesRead()).setExtraMessage(Count.of(read.rows(), "row"));
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
