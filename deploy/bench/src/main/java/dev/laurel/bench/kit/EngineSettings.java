package dev.laurel.bench.kit;

import java.util.HashMap;
import java.util.Map;

import dev.laurel.reward.engine.EngineOptions;

/** Lets a service of an experiment compute as the experiment does. */
public final class EngineSettings {

    private EngineSettings() {}

    /** @param service {@code trainer} or {@code scorer} */
    public static Map<String, String> of(String service, EngineOptions options) {
        String prefix = "laurel." + service + ".engine.";
        Map<String, String> settings = new HashMap<>();
        settings.put(prefix + "device", options.device());
        settings.put(prefix + "threads", Integer.toString(options.threads()));
        options.dtype().ifPresent(dtype -> settings.put(prefix + "dtype", dtype.name()));
        return settings;
    }
}
