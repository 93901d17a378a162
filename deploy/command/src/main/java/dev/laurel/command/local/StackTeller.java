package dev.laurel.command.local;

import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.laurel.stack.StackEvent;

/** Tells people what becomes of a stack's parts, and remembers the first that dies. */
final class StackTeller implements Consumer<StackEvent> {

    private final PrintWriter out;
    private final PrintWriter err;
    private final CompletableFuture<StackEvent.Died> death = new CompletableFuture<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile boolean up;

    StackTeller(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void accept(StackEvent event) {
        if (event instanceof StackEvent.Ready ready) {
            say(
                    out,
                    "%-9s ready after %.1f s",
                    ready.part().label(),
                    ready.after().toMillis() / 1000.0);
        } else if (event instanceof StackEvent.Waiting waiting) {
            say(
                    out,
                    "%-9s still starts, %d s so far",
                    waiting.part().label(),
                    waiting.after().toSeconds());
        } else if (event instanceof StackEvent.Died died) {
            if (up) {
                say(err, "laurel: %s", died); // before that, the start fails and says the same
            }
            death.complete(died);
        } else if (event instanceof StackEvent.Stopping stop && stopping.compareAndSet(false, true)) {
            say(
                    out,
                    stop.recording()
                            ? "Stopping; this time all parts also write what makes their next starts shorter, which takes seconds."
                            : "Stopping.");
        }
    }

    /** From now on a death is news. */
    void up() {
        up = true;
    }

    StackEvent.Died awaitDeath() throws Exception {
        return death.get();
    }

    private static void say(PrintWriter to, String line, Object... values) {
        to.println(line.formatted(values));
        to.flush();
    }
}
