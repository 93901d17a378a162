package dev.laurel.trainer.rest;

import java.io.IOException;
import java.util.Optional;

import dev.laurel.trainer.Lines;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.lineage.Ancestry;
import dev.laurel.trainer.lineage.PairTrace;
import dev.laurel.trainer.lineage.VersionPairs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Where versions came from, and what became of pairs and feedback events. */
@Path("/v1/lines/{line}")
@Produces(MediaType.APPLICATION_JSON)
public class LineageResource {

    private final Lines lines;

    LineageResource(Lines lines) {
        this.lines = lines;
    }

    @GET
    @Path("/models/{version}/lineage")
    public Ancestry ancestry(String line, int version) throws IOException {
        return lines.line(line).lineage().ancestry(version).orElseThrow(() -> unknown(line, version));
    }

    /** @param promptId only the pairs of that prompt, if given; {@code tenant} likewise */
    @GET
    @Path("/models/{version}/pairs")
    public VersionPairs pairs(
            String line, int version, @QueryParam("tenant") String tenant, @QueryParam("prompt_id") String promptId)
            throws IOException {
        VersionPairs all = lines.line(line).lineage().pairs(version).orElseThrow(() -> unknown(line, version));
        return new VersionPairs(
                line,
                version,
                all.pairs().stream()
                        .filter(pair -> tenant == null || tenant.equals(pair.tenant()))
                        .filter(pair -> promptId == null || promptId.equals(pair.promptId()))
                        .toList(),
                all.erased(),
                all.gaps());
    }

    @GET
    @Path("/lineage/pairs/{pairId: .+}")
    public PairTrace.Traces pair(String line, String pairId) throws IOException {
        return lines.line(line).lineage().pair(pairId);
    }

    @GET
    @Path("/lineage/events/{eventId: .+}")
    public PairTrace.Traces event(String line, String eventId, @QueryParam("tenant") String tenant) throws IOException {
        return lines.line(line).lineage().event(eventId, Optional.ofNullable(tenant));
    }

    private static RefusedException unknown(String line, int version) {
        return new RefusedException(RefusedException.Kind.UNKNOWN, "line " + line + " has no version " + version);
    }
}
