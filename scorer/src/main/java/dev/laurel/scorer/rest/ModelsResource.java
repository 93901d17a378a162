package dev.laurel.scorer.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import dev.laurel.schema.Line;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.rest.call.ModelNames;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /v1/models}: which version scores each line's responses on this instance, and which was refused. */
@Path("/v1/models")
public class ModelsResource {

    /**
     * All lines of this instance, and the same as OpenAI's clients read it.
     *
     * @param object "list"
     * @param data what can be named as {@code model} now: lines with an active version, the one that requests without a name mean first, and aliases
     */
    public record Reply(List<LineReply> lines, String object, List<ModelReply> data) {}

    /**
     * A model as OpenAI and vLLM list it.
     *
     * @param object "model"
     * @param created when its version became active, in seconds since 1970
     * @param root the version, {@code line@version}
     * @param parent null
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ModelReply(
            String id,
            String object,
            long created,
            String ownedBy,
            String root,
            String parent,
            int maxModelLen,
            List<String> permission) {

        static ModelReply of(String id, LiveModels.Active now) {
            return new ModelReply(
                    id,
                    "model",
                    now.since().getEpochSecond(),
                    "laurel",
                    ModelNames.of(now.model()),
                    null,
                    now.model().maxTokens(),
                    List.of());
        }
    }

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
    private final ModelNames names;

    public ModelsResource(LiveModels models, ModelNames names) {
        this.models = models;
        this.names = names;
    }

    @GET
    @Operation(summary = "Lists the active version of each line")
    public Reply list() {
        return new Reply(names.lines().all().stream().map(this::line).toList(), "list", data());
    }

    private List<ModelReply> data() {
        List<ModelReply> data = new ArrayList<>();
        names.usual().ifPresent(line -> add(data, line.name(), line.name()));
        names.lines().all().stream()
                .filter(line -> !names.usual().equals(Optional.of(line)))
                .forEach(line -> add(data, line.name(), line.name()));
        new TreeMap<>(names.aliases()).forEach((alias, line) -> add(data, alias, line));
        return data;
    }

    private void add(List<ModelReply> data, String id, String line) {
        models.active(line).ifPresent(now -> data.add(ModelReply.of(id, now)));
    }

    private LineReply line(Line line) {
        return new LineReply(
                line.name(),
                models.active(line.name()).map(ActiveReply::of).orElse(null),
                models.refused(line.name()).map(RefusedReply::of).orElse(null));
    }
}
