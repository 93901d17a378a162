package dev.laurel.ingest.rest;

import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.ingest.IngestConfig;
import dev.laurel.ingest.erase.ErasureReport;
import dev.laurel.ingest.erase.Erasures;
import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Shown;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.apache.kafka.common.KafkaException;

/** {@code /v1/erasures}, described for its users in META-INF/openapi.yaml. */
@Path("/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
public final class ErasureResource {

    private static final int TELLING = 4; // shorter pseudonyms are parts of words
    private static final Set<String> FIELDS = Set.of("tenant", "subject", "reason", "actor");

    private final Erasures erasures;
    private final IngestConfig config;

    ErasureResource(Erasures erasures, IngestConfig config) {
        this.erasures = erasures;
        this.config = config;
    }

    /** All erasures. */
    public record All(List<ErasureReport> erasures) {}

    /** Answers 202 once every task will hear of it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response erase(InputStream body) {
        Erasures.Request request = request(body);
        try {
            ErasureReport accepted = erasures.request(request);
            return Response.accepted(accepted)
                    .location(URI.create("/v1/erasures/" + accepted.id()))
                    .build();
        } catch (KafkaException e) {
            throw Refusals.of(503, "Kafka unavailable", e.getMessage() + "; ask again, what has begun does no harm");
        }
    }

    @GET
    public All all() {
        try {
            return new All(erasures.all());
        } catch (KafkaException e) {
            throw Refusals.of(503, "Kafka unavailable", e.getMessage());
        }
    }

    @GET
    @Path("/{id}")
    public ErasureReport erasure(String id) {
        return all().erasures().stream()
                .filter(report -> report.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusals.of(404, "No such erasure", "no erasure " + Shown.of(id)));
    }

    private Erasures.Request request(InputStream body) {
        List<JsonNode> items = new ArrayList<>();
        JsonItems.read(body, config.maxBodySize().asLongValue(), item -> {
            items.add(item);
            if (items.size() > 1) {
                throw notOne();
            }
        });
        if (items.isEmpty() || !items.get(0).isObject()) {
            throw notOne();
        }
        JsonNode item = items.get(0);
        item.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw Refusals.of(
                        400, "Invalid item", "unknown field %s; there are %s".formatted(Shown.of(field), FIELDS));
            }
        });
        Erasures.Request request = new Erasures.Request(
                text(item, "tenant", Names.tenantProblem(item.path("tenant").asText())),
                text(item, "subject", Names.problem(item.path("subject").asText())),
                text(item, "reason", Names.problem(item.path("reason").asText())),
                text(item, "actor", Names.problem(item.path("actor").asText())));
        if (request.actor().equals(request.subject())
                || request.subject().length() >= TELLING && request.reason().contains(request.subject())) {
            throw Refusals.of(422, "Invalid erasure", "\"reason\" and \"actor\" are kept; neither may name the person");
        }
        return request;
    }

    private static ProblemException notOne() {
        return Refusals.of(400, "Invalid item", "the body is not one object, as an erasure is");
    }

    private static String text(JsonNode item, String field, Optional<String> problem) {
        JsonNode value = item.path(field);
        if (!value.isTextual()) {
            throw Refusals.of(422, "Invalid erasure", '"' + field + "\" is missing, or no text");
        }
        problem.ifPresent(what -> {
            throw Refusals.of(422, "Invalid erasure", '"' + field + "\" " + what);
        });
        return value.asText();
    }
}
