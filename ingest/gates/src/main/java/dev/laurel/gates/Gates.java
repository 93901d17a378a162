package dev.laurel.gates;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The gates of all tasks. Those of {@value #ALL} are every task's, save what a task sets itself; {@code off} sets nothing.
 *
 * @param byTask of the tasks that have their own
 * @param others of all others
 */
public record Gates(Map<String, TaskGates> byTask, TaskGates others) {

    /** In front of the keys: {@code laurel.ingest.gates.TASK.KEY}. */
    public static final String PREFIX = "laurel.ingest.gates.";

    /** In the place of a task. */
    public static final String ALL = "*";

    /** All pairs pass. */
    public static final Gates NONE = new Gates(Map.of(), TaskGates.OPEN);

    public Gates {
        byTask = Map.copyOf(byTask);
    }

    /**
     * Reads settings by task and key.
     *
     * @throws IllegalArgumentException naming the key and what is wrong with it
     */
    public static Gates read(Map<String, Map<String, String>> settings) {
        Map<String, String> ofAll = settings.getOrDefault(ALL, Map.of());
        TaskGates others = TaskGates.read(PREFIX + ALL + ".", ofAll);
        Map<String, TaskGates> byTask = new HashMap<>();
        new TreeMap<>(settings).forEach((task, own) -> {
            Map<String, String> merged = new TreeMap<>(ofAll);
            merged.putAll(own);
            byTask.put(task, TaskGates.read(PREFIX + task + ".", merged));
        });
        byTask.remove(ALL);
        return new Gates(byTask, others);
    }

    /** Reads those of ingest's properties that are gates'; a task with a dot in its name stands in quotes. */
    public static Gates read(Properties properties) {
        Map<String, Map<String, String>> settings = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                int dot = name.lastIndexOf('.');
                if (dot < PREFIX.length()) {
                    throw new IllegalArgumentException("%s names no task: %sTASK.KEY".formatted(name, PREFIX));
                }
                String task = name.substring(PREFIX.length(), dot).replace("\"", "");
                settings.computeIfAbsent(task, each -> new TreeMap<>())
                        .put(
                                name.substring(dot + 1),
                                properties.getProperty(name).strip());
            }
        }
        return read(settings);
    }

    public TaskGates of(String task) {
        return byTask.getOrDefault(task, others);
    }

    /** Whether some gate of some task asks how many pairs stand. */
    public boolean count() {
        return others.counts() || byTask.values().stream().anyMatch(TaskGates::counts);
    }
}
