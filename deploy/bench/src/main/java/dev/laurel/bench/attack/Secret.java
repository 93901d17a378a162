package dev.laurel.bench.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A word that stands in every conversation of the attack, so that a log that holds the text of one gives itself away. */
final class Secret {

    static final String WORD = "quokkaletter";

    private Secret() {}

    /** Lines of the log that hold the word. */
    static long lines(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(WORD)).count();
        }
    }
}
