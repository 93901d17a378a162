package dev.laurel.trainer.line;

import java.io.IOException;
import java.util.Optional;

import dev.laurel.trainer.line.RefusedException.Kind;
import dev.laurel.trainer.publish.AnnouncedModels;
import dev.laurel.trainer.publish.AnnouncedModels.Appointment;
import dev.laurel.trainer.publish.LineVersions;
import dev.laurel.trainer.publish.OpenLine;
import dev.laurel.trainer.publish.StoredVersion;
import dev.laurel.trainer.request.Requester;

/**
 * Champions that people appoint, over the gate's head; recorded with who and why, as {@link Requester} takes them.
 */
public record Appointments(LineVersions versions) {

    /** Makes a stored version the champion. */
    public Appointment promote(int version, String reason, String actor) throws IOException {
        Requester claim = new Requester(reason, actor);
        StoredVersion wanted = versions.store()
                .version(version)
                .orElseThrow(() ->
                        new RefusedException(Kind.UNKNOWN, "line " + versions.line() + " has no version " + version));
        if (!wanted.hasWeights()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "the weights of version " + version + " of line " + versions.line()
                            + " were removed (laurel.trainer.retention); it cannot become champion");
        }
        try (OpenLine open = versions.open()) {
            return appoint(open, version, claim);
        }
    }

    /** Goes back to the version that the champion replaced; after going back already, to the one that the champion was trained from. */
    public Appointment rollback(String reason, String actor) throws IOException {
        Requester claim = new Requester(reason, actor);
        try (OpenLine open = versions.open()) {
            StoredVersion champion = open.champion()
                    .orElseThrow(() -> new RefusedException(
                            Kind.CONFLICT, "line " + versions.line() + " has no champion to roll back"));
            int target = replaced(open.models(), champion)
                    .orElseThrow(() -> new RefusedException(
                            Kind.CONFLICT,
                            "version " + champion.number() + " of line " + versions.line()
                                    + " is the first; there is none to go back to"));
            return appoint(open, target, claim);
        }
    }

    private static Optional<Integer> replaced(AnnouncedModels models, StoredVersion champion) {
        return models.appointment()
                .flatMap(appointment -> appointment.record().getPrevious())
                .filter(previous -> previous < champion.number())
                .or(() -> champion.manifest().parentVersion());
    }

    private Appointment appoint(OpenLine open, int version, Requester claim) throws IOException {
        if (open.models().champion().equals(Optional.of(version))) {
            throw new RefusedException(
                    Kind.CONFLICT, "version " + version + " is the champion of line " + versions.line() + " already");
        }
        open.appoint(version, claim.reason(), claim.actor());
        return open.models().appointment().orElseThrow();
    }
}
