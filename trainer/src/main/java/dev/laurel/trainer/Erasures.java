package dev.laurel.trainer;

import java.io.IOException;
import java.util.List;

import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.erase.Eraser;
import dev.laurel.trainer.erase.Erasure;
import dev.laurel.trainer.erase.ErasureLog;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.line.RefusedException.Kind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests for erasure: they count at once, and are carried out after the window that is under way. Safe for many threads. */
public record Erasures(ErasureLog log, Eraser eraser, Lines lines) {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    /** Accepts a request; from now on no window reads that person's pairs. */
    public Erasure request(String tenant, String subject, String reason, String actor) throws IOException {
        Erasure accepted = log.request(tenant, subject, reason, actor);
        LOG.info(
                "erasure accepted erasure={} tenant={} claimedActor={}",
                accepted.id(),
                Shown.of(tenant),
                Shown.of(actor));
        lines.afterwards(() -> carryOut(accepted));
        return accepted;
    }

    public List<Erasure> all() throws IOException {
        return log.all();
    }

    public Erasure erasure(String id) throws IOException {
        return log.erasure(id)
                .orElseThrow(() -> new RefusedException(Kind.UNKNOWN, "no erasure " + Shown.inLine(id, 80)));
    }

    private void carryOut(Erasure accepted) {
        try {
            eraser.complete(accepted);
        } catch (IOException | RuntimeException e) {
            LOG.error("erasure failed, the next start tries again erasure={}", accepted.id(), e);
        }
    }
}
