package dev.laurel.command.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.laurel.stack.Ports;

/**
 * What the demo is to do.
 *
 * @param pairs a file of preference pairs; the shipped sample if empty
 * @param responses a file of answers; given if and only if {@code pairs} is
 * @param windowPairs most pairs of one training window, hold-out included
 * @param seed of the trainer, and of what is drawn from the shipped sample
 * @param training settings of the trainer, over its own defaults
 * @param data where the stack keeps its data and logs; temporary and removed at the end if empty
 * @param ports of the stack
 * @param timeout how long a part of the stack may take to start
 */
public record DemoOptions(
        Optional<Path> pairs,
        Optional<Path> responses,
        int windowPairs,
        long seed,
        Map<String, String> training,
        Optional<Path> data,
        Ports ports,
        Duration timeout) {

    public DemoOptions {
        if (pairs.isPresent() != responses.isPresent()) {
            throw new IllegalArgumentException("--pairs and --responses are given together or not at all");
        }
        if (windowPairs < 1) {
            throw new IllegalArgumentException("a window of " + windowPairs + " pairs");
        }
        Map<String, String> settings = new HashMap<>(training);
        settings.put("laurel.trainer.seed", Long.toString(seed));
        training = Map.copyOf(settings);
    }
}
