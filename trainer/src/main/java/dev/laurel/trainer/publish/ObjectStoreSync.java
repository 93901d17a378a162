package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import dev.laurel.objects.ObjectStoreException;
import dev.laurel.trainer.file.Durable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the versions of a line on this machine and those in the object store together, in both directions. */
record ObjectStoreSync(VersionDirectories local, RemoteVersions remote) {

    /** Names of directories whose version another trainer was quicker with. */
    static final String SET_ASIDE = ".set-aside-";

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStoreSync.class);
    private static final String FETCHED = ".fetch-";

    /**
     * Puts versions into the object store that it did not take before, and fetches those that another machine has put there, without their weights.
     *
     * @throws IOException if it does not answer; the versions of this machine wait
     */
    void synchronise() throws IOException {
        for (Path left : local.beginningWith(FETCHED)) {
            Durable.delete(left);
        }
        for (StoredVersion version : local.versions()) {
            upload(version);
        }
        for (int number : remote.numbers()) {
            if (Files.notExists(local.of(number))) {
                bring(number);
            }
        }
    }

    /** Whether a version of this machine waits for the object store. */
    boolean isWaiting() throws IOException {
        for (StoredVersion version : local.versions()) {
            if (!remote.holds(version)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Puts a version there, unless it is there already.
     *
     * @throws IOException if it is not taken and waits, or if another trainer has put one of its number there, and then it is set aside
     */
    void upload(StoredVersion version) throws IOException {
        if (remote.holds(version)) {
            return;
        }
        boolean taken;
        try {
            taken = remote.commit(version);
        } catch (ObjectStoreException e) {
            throw new IOException(
                    "version " + version.number() + " of line " + local.line()
                            + " is stored on this machine, and waits to be"
                            + " announced until the object store takes it: " + e.getMessage(),
                    e);
        }
        if (!taken) {
            Files.move(
                    version.directory(),
                    version.directory()
                            .resolveSibling(SET_ASIDE + version.directory().getFileName() + "-" + UUID.randomUUID()),
                    StandardCopyOption.ATOMIC_MOVE);
            throw new IOException("version " + version.number() + " of line " + local.line() + " is already in "
                    + remote.place()
                    + ", put there by another trainer; the one of this machine was set aside beside it");
        }
    }

    private void bring(int number) throws IOException {
        Path fresh = Files.createDirectory(local.root().resolve(FETCHED + UUID.randomUUID()));
        remote.fetch(number, fresh);
        Durable.rename(fresh, local.of(number));
        LOG.info("version fetched line={} version={}", local.line(), number);
    }
}
