package dev.laurel.trainer.train;

/** A window that ends because somebody asked for it; its pairs are offered again. */
public final class WindowCancelledException extends RuntimeException {

    public WindowCancelledException() {
        super("cancelled on request; its pairs are offered to the next window");
    }
}
