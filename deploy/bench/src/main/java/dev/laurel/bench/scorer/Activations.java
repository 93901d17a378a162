package dev.laurel.bench.scorer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When which version became active on one instance, as its log says.
 *
 * @param all in their order
 */
record Activations(List<Activation> all) {

    private static final Pattern LINE =
            Pattern.compile("model activated line=\\S+ version=(\\d+) previous=\\d+ since=(\\S+) ");

    /** A version became active. */
    record Activation(Instant since, int version) {}

    static Activations read(Path log) throws IOException {
        List<Activation> all = new ArrayList<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.forEach(line -> {
                Matcher found = LINE.matcher(line);
                if (found.find()) {
                    all.add(new Activation(Instant.parse(found.group(2)), Integer.parseInt(found.group(1))));
                }
            });
        }
        return new Activations(all);
    }

    /** Whether the version was active at that moment, which is known to a millisecond. */
    boolean active(int version, Instant at) {
        int last = 0;
        for (Activation activation : all) {
            Instant since = activation.since().truncatedTo(ChronoUnit.MILLIS);
            if (since.isAfter(at)) {
                break;
            }
            if (since.equals(at) && last == version) {
                return true; // before or after the swap within the same millisecond
            }
            last = activation.version();
        }
        return last == version;
    }
}
