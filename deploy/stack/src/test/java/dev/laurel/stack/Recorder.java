package dev.laurel.stack;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listener that remembers what it heard. */
final class Recorder implements Consumer<StackEvent> {

    private final List<StackEvent> heard = new CopyOnWriteArrayList<>();
    private final BlockingQueue<StackEvent.Died> deaths = new LinkedBlockingQueue<>();

    @Override
    public void accept(StackEvent event) {
        heard.add(event);
        if (event instanceof StackEvent.Died died) {
            deaths.add(died);
        }
    }

    List<StackEvent> heard() {
        return heard;
    }

    /** The next death, waited for. */
    StackEvent.Died death() throws InterruptedException {
        StackEvent.Died died = deaths.poll(20, TimeUnit.SECONDS);
        if (died == null) {
            throw new AssertionError("no part died; heard " + heard);
        }
        return died;
    }

    /** The latest process of a part. */
    ProcessHandle process(Part part) {
        return started().stream()
                .filter(started -> started.part() == part)
                .reduce((earlier, later) -> later)
                .flatMap(started -> ProcessHandle.of(started.pid()))
                .orElseThrow();
    }

    List<StackEvent.Started> started() {
        return heard.stream()
                .filter(StackEvent.Started.class::isInstance)
                .map(StackEvent.Started.class::cast)
                .toList();
    }
}
