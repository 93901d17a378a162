package dev.laurel.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.ErasureRequest;
import dev.laurel.schema.accept.Shown;
import dev.laurel.trainer.erase.Eraser;
import dev.laurel.trainer.erase.Erasure;
import dev.laurel.trainer.erase.ErasureLog;
import dev.laurel.trainer.erase.topic.ErasureStatuses;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.line.RefusedException.Kind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests for erasure: they count at once, and are carried out after the window that is under way. Safe for many threads. */
public record Erasures(ErasureLog log, Eraser eraser, Lines lines, ErasureStatuses statuses) {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    /** Accepts a request; from now on no window reads that person's pairs. */
    public Erasure request(String tenant, String subject, String reason, String actor) throws IOException {
        Erasure accepted = log.request(tenant, subject, reason, actor);
        begin(accepted);
        return accepted;
    }

    /** As {@link #request}, unless it was heard before; then only what has come of it is told again. */
    public void hear(ErasureRequest request) {
        try {
            Optional<Erasure> known = log.erasure(request.getErasureId());
            if (known.isPresent()) {
                statuses.tell(known.get());
            } else {
                begin(log.request(
                        request.getErasureId(),
                        request.getTenant(),
                        request.getSubject(),
                        request.getReason(),
                        request.getActor()));
            }
        } catch (IllegalArgumentException e) {
            statuses.refuse(request, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(Erasure accepted) {
        LOG.info(
                "erasure accepted erasure={} tenant={} claimedActor={}",
                accepted.id(),
                Shown.of(accepted.tenant()),
                Shown.of(accepted.actor()));
        lines.afterwards(() -> carryOut(accepted));
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
            statuses.tell(eraser.complete(accepted));
        } catch (IOException | RuntimeException e) {
            LOG.error("erasure failed, the next start tries again erasure={}", accepted.id(), e);
        }
    }
}
