package dev.laurel.command.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Hidden directories beside those that are asked for, in which their content is prepared, so that each appears whole or not at all. Ctrl-C ends it as an
 * error would: the JVM waits until its user has let go of it, and everything is deleted.
 */
final class Workspace implements AutoCloseable {

    private static final String PREPARED = "prepared";
    private static final long PATIENCE_SECONDS = 20;

    private final Map<Path, Path> hidden = new LinkedHashMap<>(); // by what it is for
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::endWithTheJvm, "laurel-workspace");
    private volatile boolean ending;
    private volatile boolean published;

    private Workspace() {}

    /**
     * @param targets at least one
     * @throws OfflineException if one of them is there and not an empty directory; nothing has been created then
     */
    static Workspace beside(List<Path> targets) throws IOException {
        for (Path target : targets) {
            requireEmpty(target);
        }
        Workspace workspace = new Workspace();
        Runtime.getRuntime().addShutdownHook(workspace.hook);
        try {
            for (Path target : targets) {
                Path parent = Files.createDirectories(real(target).getParent());
                String name = "." + real(target).getFileName() + ".tmp-" + UUID.randomUUID();
                workspace.hidden.put(target, Files.createDirectory(parent.resolve(name)));
            }
            return workspace;
        } catch (IOException e) {
            workspace.close();
            throw e;
        }
    }

    private static void requireEmpty(Path target) throws IOException {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new OfflineException(target + " is a file; a model needs a new or empty directory");
        }
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(target)) {
                if (files.iterator().hasNext()) {
                    throw new OfflineException(target + " is not empty; a model needs a new or empty directory");
                }
            }
        }
    }

    private static Path real(Path target) throws IOException {
        return Files.exists(target)
                ? target.toRealPath()
                : target.toAbsolutePath().normalize();
    }

    /** A place for something that is needed on the way. */
    Path scratch(String name) {
        return hidden.values().iterator().next().resolve(name);
    }

    /** Where the content of a target is prepared. */
    Path prepared(Path target) {
        return hidden.get(target).resolve(PREPARED);
    }

    /** Puts what is prepared where it was asked for. */
    void publish() throws IOException {
        for (Path target : hidden.keySet()) {
            Files.move(prepared(target), real(target), StandardCopyOption.ATOMIC_MOVE); // over an empty directory, too
        }
        published = true;
    }

    /** @throws OfflineException if the JVM ends, and with it the work */
    void stopIfEnding() {
        if (ending) {
            throw new OfflineException("stopped");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            delete();
        } finally {
            closed.countDown();
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            ending = true; // the JVM ends: the hook is at work already
        }
    }

    private void endWithTheJvm() {
        ending = true;
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                delete();
            }
            if (!published) {
                hidden.keySet().forEach(target -> System.err.println("laurel: stopped; nothing is left in " + target));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("laurel: cannot delete what was prepared: " + e);
        }
    }

    private void delete() throws IOException {
        for (Path directory : hidden.values()) {
            List<Path> deepestFirst;
            try (Stream<Path> files = Files.walk(directory)) {
                deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
