package dev.laurel.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a JVM runs: jars and a main class.
 *
 * @param jars the class path, in order; no directories, which a class-data archive does not allow
 * @param archives the directory of its class-data archives, which a build that makes the jars anew may remove
 */
record Program(List<Path> jars, String mainClass, Path archives) {

    Program {
        jars = List.copyOf(jars);
    }

    /** The class path as the {@code java} command takes it. */
    String classPath() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The same program on a longer class path. */
    Program with(Path jar) {
        return new Program(Stream.concat(jars.stream(), Stream.of(jar)).toList(), mainClass, archives);
    }
}
