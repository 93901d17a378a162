package dev.laurel.bench.series;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.kit.EngineSettings;
import dev.laurel.reward.engine.EngineOptions;

/**
 * What experiments on series of windows begin with.
 *
 * @param engine what trainer and experiment compute on
 * @param trainer settings of the trainer, over its own defaults and those of the experiment
 * @param data a new directory that is kept; a temporary one if empty
 */
public record SeriesSetup(BaseChoice base, EngineOptions engine, Map<String, String> trainer, Optional<Path> data) {

    public SeriesSetup {
        trainer = Map.copyOf(trainer);
    }

    /**
     * The trainer of an experiment.
     *
     * @param tenants of each line, by its name, the one tenant that it learns from
     * @param settings that the experiment needs
     */
    public TrainerSetup trainer(Map<String, String> tenants, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(EngineSettings.of("trainer", engine));
        all.put("laurel.trainer.window.min-pairs", "2");
        all.putAll(settings);
        all.putAll(trainer);
        return new TrainerSetup(tenants, base, all, data);
    }

    /** The same with some of the trainer's settings fixed, in a directory of its own. */
    public SeriesSetup part(String name, Map<String, String> fixed) {
        Map<String, String> all = new HashMap<>(trainer);
        all.putAll(fixed);
        return new SeriesSetup(base, engine, all, data.map(whole -> whole.resolve(name)));
    }
}
