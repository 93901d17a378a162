package dev.laurel.scorer.live;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The versions that were active when it was taken, kept open until it is closed: what one batch is scored with. For one thread. */
public final class Lease implements AutoCloseable {

    private final Map<String, LiveModel> models;
    private final Map<String, ShadowModel> trials;
    private final Instant taken;

    /** Of models that were retained for it. */
    Lease(Map<String, LiveModel> models, Map<String, ShadowModel> trials, Instant taken) {
        this.models = Map.copyOf(models);
        this.trials = Map.copyOf(trials);
        this.taken = taken;
    }

    /** The line's version; empty if it had no active one. */
    public Optional<LiveModel> model(String line) {
        return Optional.ofNullable(models.get(line));
    }

    /** The line's challenger, if it has one. */
    public Optional<ShadowModel> trial(String line) {
        return Optional.ofNullable(trials.get(line));
    }

    /** When it was taken; never before its versions became active, and never after another did. */
    public Instant taken() {
        return taken;
    }

    @Override
    public void close() {
        models.values().forEach(LiveModel::release);
        trials.values().forEach(trial -> trial.model().release());
    }
}
