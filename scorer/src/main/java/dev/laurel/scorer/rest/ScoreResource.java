package dev.laurel.scorer.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.laurel.scorer.ScorerConfig;
import dev.laurel.scorer.live.Lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code POST /v1/score}: rewards for one response, an array of them, or one on each line; the reply has the form of the request. */
@Path("/v1/score")
public class ScoreResource {

    private static final String NDJSON = "application/x-ndjson";

    private final RequestScorer scorer;
    private final Lines lines;
    private final ObjectMapper mapper;
    private final ObjectReader reader;
    private final int maxResponses;

    public ScoreResource(RequestScorer scorer, Lines lines, ObjectMapper mapper, ScorerConfig config) {
        this.scorer = scorer;
        this.lines = lines;
        this.mapper = mapper;
        this.reader = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.maxResponses = config.http().maxResponses();
    }

    @POST
    @Blocking
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Produces({MediaType.APPLICATION_JSON, NDJSON})
    @Operation(
            summary = "Scores responses",
            description =
                    "Body: {messages, response, line | tenant and task, response_id}, an array of these, or NDJSON.")
    public Response score(@Context HttpHeaders headers, String body) throws JsonProcessingException {
        if (MediaType.valueOf(NDJSON).isCompatible(headers.getMediaType())) {
            return Response.ok(ndjson(score(lines(body))), NDJSON).build();
        }
        JsonNode json = parse(body, "body");
        if (json.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            json.forEach(items::add);
            return Response.ok(score(items), MediaType.APPLICATION_JSON).build();
        }
        return Response.ok(score(List.of(json)).get(0), MediaType.APPLICATION_JSON)
                .build();
    }

    private List<ScoreReply> score(List<JsonNode> items) {
        if (items.size() > maxResponses) {
            throw Problem.tooMany(
                    items.size() + " items where one request may have " + maxResponses + "; send several requests");
        }
        return scorer.score(IntStream.range(0, items.size())
                .mapToObj(i -> ScoreItem.read(i, items.get(i), lines))
                .toList());
    }

    private List<JsonNode> lines(String body) {
        List<String> filled = body.lines().filter(line -> !line.isBlank()).toList();
        return IntStream.range(0, filled.size())
                .mapToObj(i -> parse(filled.get(i), "item " + i))
                .toList();
    }

    private JsonNode parse(String text, String place) {
        try {
            JsonNode json = reader.readTree(text);
            if (json.isMissingNode()) {
                throw Problem.unreadable(place + " is empty");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw Problem.unreadable(place + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private String ndjson(List<ScoreReply> replies) throws JsonProcessingException {
        List<String> texts = new ArrayList<>();
        for (ScoreReply reply : replies) {
            texts.add(mapper.writeValueAsString(reply));
        }
        return texts.stream().map(text -> text + "\n").collect(Collectors.joining());
    }
}
