package dev.laurel.scorer.rest;

import java.time.Instant;
import java.util.List;

import dev.laurel.schema.Line;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModels;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /v1/models}: which version scores each line's responses on this instance, and which was refused. */
@Path("/v1/models")
public class ModelsResource {

    /** All lines of this instance. */
    public record Reply(List<LineReply> lines) {}

    /** One line; {@code active} is absent until a version is, {@code refused} unless the champion cannot be used. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineReply(String line, ActiveReply active, RefusedReply refused) {}

    /** The version in use. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ActiveReply(
            int version,
            String weightDigest,
            double referenceMean,
            double referenceStd,
            int maxTokens,
            Instant activeSince) {

        static ActiveReply of(LiveModels.Active now) {
            return new ActiveReply(
                    now.model().announced().version(),
                    now.model().announced().weightDigest(),
                    now.model().announced().scale().mean(),
                    now.model().announced().scale().std(),
                    now.model().maxTokens(),
                    now.since());
        }
    }

    /** The champion that could not be used. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record RefusedReply(int version, String reason, Instant refusedAt) {

        static RefusedReply of(LiveModels.Refused last) {
            return new RefusedReply(last.version(), last.reason(), last.at());
        }
    }

    private final LiveModels models;
    private final Lines lines;

    public ModelsResource(LiveModels models, Lines lines) {
        this.models = models;
        this.lines = lines;
    }

    @GET
    @Operation(summary = "Lists the active version of each line")
    public Reply list() {
        return new Reply(lines.all().stream().map(this::line).toList());
    }

    private LineReply line(Line line) {
        return new LineReply(
                line.name(),
                models.active(line.name()).map(ActiveReply::of).orElse(null),
                models.refused(line.name()).map(RefusedReply::of).orElse(null));
    }
}
