package dev.laurel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a {@link Stack} consists of.
 *
 * @param checkout the checkout its programs come from
 * @param data directory of everything the parts keep; one directory each, and {@code logs}
 * @param disposable whether closing the stack deletes {@code data}
 * @param parts the parts to start
 * @param ports where they listen
 * @param settings configuration of the services, over their own defaults; where a service runs without the stack's
 *     broker or registry, it must name the ones to use
 * @param provisioning what must exist before the services start
 * @param timeout how long a part may take to become ready, as long as it makes progress
 * @param listener hears of everything that happens to the parts, on any thread
 */
public record StackOptions(
        Checkout checkout,
        Path data,
        boolean disposable,
        Set<Part> parts,
        Ports ports,
        Map<Part, Map<String, String>> settings,
        Provisioning provisioning,
        Duration timeout,
        Consumer<StackEvent> listener) {

    /** Most time that a part may take to start, unless told otherwise. A slow machine needs minutes. */
    public static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** Creates topics and schemas on a stack whose broker and registry are ready and whose services are not. */
    @FunctionalInterface
    public interface Provisioning {
        void provision(Stack stack) throws Exception;
    }

    public StackOptions {
        data = data.toAbsolutePath().normalize();
        parts = Set.copyOf(parts);
        settings = Map.copyOf(settings);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout of " + timeout.toSeconds() + " s is not above 0");
        }
    }

    /** All parts on their default ports, with data that outlives the stack; nothing is provisioned. */
    public static StackOptions keeping(Checkout checkout, Path data) {
        return new StackOptions(
                checkout,
                data,
                false,
                EnumSet.allOf(Part.class),
                Ports.defaults(),
                new EnumMap<>(Part.class),
                stack -> {},
                TIMEOUT,
                event -> {});
    }

    /** All parts on free ports, with data in a temporary directory that goes with the stack. */
    public static StackOptions temporary(Checkout checkout) {
        try {
            Path data = Files.createTempDirectory("laurel-stack-");
            return keeping(checkout, data).disposable(true).ports(Ports.random());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StackOptions disposable(boolean disposable) {
        return new StackOptions(checkout, data, disposable, parts, ports, settings, provisioning, timeout, listener);
    }

    public StackOptions parts(Set<Part> parts) {
        return new StackOptions(checkout, data, disposable, parts, ports, settings, provisioning, timeout, listener);
    }

    public StackOptions ports(Ports ports) {
        return new StackOptions(checkout, data, disposable, parts, ports, settings, provisioning, timeout, listener);
    }

    /** Adds to the configuration of one service. */
    public StackOptions settings(Part service, Map<String, String> settings) {
        Map<Part, Map<String, String>> all = new EnumMap<>(Part.class);
        all.putAll(this.settings);
        all.merge(service, Map.copyOf(settings), StackOptions::merged);
        return new StackOptions(checkout, data, disposable, parts, ports, all, provisioning, timeout, listener);
    }

    public StackOptions provisioning(Provisioning provisioning) {
        return new StackOptions(checkout, data, disposable, parts, ports, settings, provisioning, timeout, listener);
    }

    public StackOptions timeout(Duration timeout) {
        return new StackOptions(checkout, data, disposable, parts, ports, settings, provisioning, timeout, listener);
    }

    public StackOptions listener(Consumer<StackEvent> listener) {
        return new StackOptions(checkout, data, disposable, parts, ports, settings, provisioning, timeout, listener);
    }

    private static Map<String, String> merged(Map<String, String> first, Map<String, String> second) {
        Map<String, String> all = new HashMap<>(first);
        all.putAll(second);
        return Map.copyOf(all);
    }
}
