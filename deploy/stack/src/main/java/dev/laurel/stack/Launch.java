package dev.laurel.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import dev.laurel.stack.child.Guarded;

/**
 * How one part is started: its Java options and arguments, its working directory, and the condition that makes it
 * ready.
 *
 * @param java what follows {@code java} on the command line
 * @param archive what its classes are taken from, or recorded for
 * @param environment variables added to those of the parent
 * @param directory working directory; exists
 * @param log file its standard output and error are appended to
 * @param ready asked again and again until it holds; must return quickly
 * @param patience how long the part may do nothing before it is ready
 */
record Launch(
        Part part,
        List<String> java,
        ClassArchive archive,
        Map<String, String> environment,
        Path directory,
        Path log,
        BooleanSupplier ready,
        Duration patience) {

    /**
     * Writes {@link #java} as an argument file, which only its owner can read, and returns it. Settings may hold a
     * password, and a command line is shown to everybody on the machine.
     */
    Path writeArguments() {
        Path file = directory.resolve("java.arguments");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Stream<String> all = Stream.concat(archive.options().stream(), java.stream());
            return Files.write(file, all.map(Launch::quoted).toList());
        } catch (IOException e) {
            throw new StackException(file + " cannot be written: " + Plain.reason(e), e);
        }
    }

    private static String quoted(String argument) {
        String escaped = argument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return '"' + escaped + '"';
    }

    /**
     * The arguments of {@code java} that run {@code program} under the guard that ends it with its parent.
     *
     * @param properties system properties
     */
    static List<String> guarded(
            Program program, List<String> options, Map<String, String> properties, List<String> arguments) {
        List<String> java = new ArrayList<>(options);
        new TreeMap<>(properties).forEach((name, value) -> java.add("-D" + name + "=" + value));
        java.addAll(ofNewerJava(Runtime.version().feature()));
        java.addAll(List.of("-cp", program.classPath(), Guarded.class.getName(), program.mainClass()));
        java.addAll(arguments);
        return java;
    }

    /** What Java's later versions want to be told before native libraries and the engine's memory are used without a warning. */
    static List<String> ofNewerJava(int feature) {
        List<String> options = new ArrayList<>();
        if (feature >= 22) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        if (feature >= 23) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }
}
