package dev.laurel.scorer.live;

import java.util.Map;
import java.util.Optional;

/** The versions that were active when it was taken, kept open until it is closed: what one batch is scored with. For one thread. */
public final class Lease implements AutoCloseable {

    private final Map<String, LiveModel> models;

    /** Of models that were retained for it. */
    Lease(Map<String, LiveModel> models) {
        this.models = Map.copyOf(models);
    }

    /** The line's version; empty if it had no active one. */
    public Optional<LiveModel> model(String line) {
        return Optional.ofNullable(models.get(line));
    }

    @Override
    public void close() {
        models.values().forEach(LiveModel::release);
    }
}
