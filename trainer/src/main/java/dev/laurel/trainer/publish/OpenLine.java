package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.request.Requester;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line while one trainer holds it: nobody else can announce anything of it until somebody else opens it, and from then on this one cannot. For one thread.
 */
public final class OpenLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLine.class);

    private static final int FAR = 1_000; // versions that a store may have lost

    private final LineVersions versions;
    private final ModelAnnouncer announcer;
    private final Optional<OpenWindow> unfinished;
    private AnnouncedModels models;

    private OpenLine(LineVersions versions, ModelAnnouncer announcer) throws IOException {
        this.versions = versions;
        this.announcer = announcer;
        versions.store().synchronise();
        this.models = versions.announced();
        this.unfinished = versions.store().takeOver();
    }

    static OpenLine open(LineVersions versions) throws IOException {
        ModelAnnouncer announcer = versions.topic().takeOver(versions.line());
        try {
            OpenLine open = new OpenLine(versions, announcer);
            open.announceCommitted();
            open.removeExpendableWeights();
            return open;
        } catch (IOException | RuntimeException e) {
            announcer.close();
            throw e;
        }
    }

    /** What is announced. */
    public AnnouncedModels models() {
        return models;
    }

    public Optional<StoredVersion> champion() throws IOException {
        return versions.champion(models);
    }

    /**
     * The champion as the next version's parent.
     *
     * @throws TamperedException if a file of it is not the one that was stored
     * @throws IOException if its weights are not on this machine and cannot be fetched
     */
    public Optional<StoredVersion> parent() throws IOException {
        Optional<StoredVersion> champion = champion();
        if (champion.isPresent()) {
            models.checkpoint(champion.get().number()).ifPresent(champion.get()::verifyAnnounced);
            versions.store().withWeights(champion.get()).verifyText();
        }
        return champion;
    }

    /** The number after all that the store has or the topic names; a name far beyond is that of no version. */
    public int nextVersion() throws IOException {
        int stored = versions.store().versions().stream()
                .mapToInt(StoredVersion::number)
                .max()
                .orElse(0);
        return models.announced().stream()
                        .mapToInt(Integer::intValue)
                        .filter(announced -> announced - stored <= FAR)
                        .reduce(stored, Math::max)
                + 1;
    }

    /** The window that an earlier holder of the line left unfinished. */
    public Optional<OpenWindow> unfinished() {
        return unfinished;
    }

    /** Makes a window's trained model a version, then announces it as its manifest decides. */
    public StoredVersion publish(Path model, Manifest manifest) throws IOException {
        StoredVersion version = versions.store().commit(model, manifest);
        announce(version);
        removeExpendableWeights();
        return version;
    }

    /** What cannot be removed now stays until the next window; the version is announced already. */
    private void removeExpendableWeights() {
        try {
            for (StoredVersion version :
                    versions.retention().expendable(versions.store().versions(), models.champion())) {
                if (version.hasWeights() || version.hasWeightFiles()) { // or an earlier process was interrupted here
                    versions.store().markRemoved(version);
                    announcer.announce(
                            version.number(),
                            Announcement.of(version, versions.store().uri(version)),
                            Optional.empty());
                    versions.store().deleteWeights(version);
                    LOG.info("weights removed line={} version={}", versions.line(), version.number());
                }
            }
        } catch (IOException e) {
            LOG.warn("weights could not be removed line={} reason=\"{}\"", versions.line(), e.getMessage());
        }
    }

    /** Makes a version the champion because somebody decided so. */
    public void appoint(int version, String reason, String actor) throws IOException {
        versions.store().markAppointed(versions.store().version(version).orElseThrow());
        Champion champion = new Champion(models.champion().orElse(null), reason, actor, true);
        announcer.appoint(version, champion);
        models =
                models.with(Map.of(), Optional.of(new AnnouncedModels.Appointment(version, champion, announcer.now())));
        LOG.info("champion appointed line={} version={} claimedActor={}", versions.line(), version, Shown.of(actor));
    }

    private void announceCommitted() throws IOException {
        for (StoredVersion version : versions.store().versions()) {
            if (!models.announced().contains(version.number())) {
                announce(version);
            }
        }
    }

    /** A promoted version becomes champion only if the champion is still the one it was held against. */
    private void announce(StoredVersion version) throws IOException {
        Manifest manifest = version.manifest();
        boolean appointed =
                manifest.decision().promoted() && manifest.parentVersion().equals(models.champion());
        Optional<AnnouncedModels.Appointment> appointment = appointed
                ? Optional.of(new AnnouncedModels.Appointment(
                        version.number(),
                        new Champion(
                                models.champion().orElse(null),
                                manifest.decision().reason(),
                                Requester.GATE,
                                false),
                        announcer.now()))
                : Optional.empty();
        Checkpoint checkpoint = Announcement.of(version, versions.store().uri(version));
        announcer.announce(version.number(), checkpoint, appointment.map(AnnouncedModels.Appointment::record));
        models = models.with(Map.of(version.number(), checkpoint), appointment);
        LOG.info(
                "model announced line={} version={} champion={} digest={}",
                versions.line(),
                version.number(),
                appointed,
                manifest.weightDigest());
    }

    @Override
    public void close() {
        announcer.close();
    }
}
