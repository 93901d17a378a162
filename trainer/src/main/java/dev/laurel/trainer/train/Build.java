package dev.laurel.trainer.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What this trainer was built from; nothing is known where it was built outside a repository.
 *
 * @param versions Laurel's version as {@code laurel}, and the git commit as {@code commit} where it was built in a repository; with
 *     {@code -dirty} behind it where files differed from that
 */
record Build(Map<String, String> versions) {

    static final Build THIS = read();

    private static Build read() {
        Properties built = new Properties();
        try (InputStream resource = Build.class.getResourceAsStream("/laurel-build.properties")) {
            if (resource == null) {
                return new Build(Map.of());
            }
            built.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> versions = new TreeMap<>();
        versions.put("laurel", built.getProperty("git.build.version"));
        String commit = built.getProperty("git.commit.id.describe", "");
        if (!commit.isBlank()) {
            versions.put("commit", commit);
        }
        return new Build(Map.copyOf(versions));
    }
}
