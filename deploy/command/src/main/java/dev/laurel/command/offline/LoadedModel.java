package dev.laurel.command.offline;

import java.nio.file.Path;

import dev.laurel.reward.RewardModel;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineOptions;

/** A model with an engine of its own. */
public final class LoadedModel implements AutoCloseable {

    private final Engine engine;
    private final RewardModel model;

    private LoadedModel(Engine engine, RewardModel model) {
        this.engine = engine;
        this.model = model;
    }

    /**
     * Loads a model directory.
     *
     * @throws OfflineException if there is no such directory or no such device
     * @throws dev.laurel.reward.checkpoint.CheckpointException if the directory cannot be used
     */
    public static LoadedModel load(Path directory, EngineOptions options) {
        Base base = Base.at(directory);
        base.requirePositionsFor(base.profile());
        Engine engine = startEngine(options);
        try {
            return new LoadedModel(engine, RewardModel.load(directory, engine));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** @throws OfflineException if the device is not there */
    static Engine startEngine(EngineOptions options) {
        try {
            return Engine.start(options);
        } catch (IllegalArgumentException e) {
            throw new OfflineException(e.getMessage(), e);
        }
    }

    public RewardModel model() {
        return model;
    }

    @Override
    public void close() {
        model.close();
        engine.close();
    }
}
