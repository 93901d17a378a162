package dev.laurel.trainer.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineDescription;

/**
 * What a version was computed on and with; the same environment gives the same weights from the same window.
 *
 * @param device {@code cpu} or {@code gpu:N}
 * @param threads inside one operation
 * @param engine name and version
 * @param java version of the virtual machine
 * @param system operating system and processor
 * @param libraries versions by name: {@code laurel} with the {@code commit} it was built from, {@code djl}
 * @param settings environment variables that the last bits of results may depend on
 */
public record Environment(
        String device,
        int threads,
        String dtype,
        String engine,
        String java,
        String system,
        Map<String, String> libraries,
        Map<String, String> settings) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String MODEL_NAME = "model name";

    public Environment {
        libraries = libraries == null ? Map.of() : Map.copyOf(libraries); // manifests of earlier releases have none
        settings = settings == null ? Map.of() : Map.copyOf(settings);
    }

    public static Environment of(Engine engine) {
        EngineDescription description = engine.describe();
        return new Environment(
                description.device(),
                description.threads(),
                description.dtype().name(),
                description.engine(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + processor(),
                libraries(description),
                description.settings());
    }

    private static Map<String, String> libraries(EngineDescription description) {
        Map<String, String> versions = new TreeMap<>(Build.THIS.versions());
        versions.put("djl", description.djl());
        return versions;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith(MODEL_NAME))
                    .findFirst()
                    .map(line -> ", " + line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException e) {
            return ""; // not a Linux machine
        }
    }
}
