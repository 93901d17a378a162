package dev.laurel.scorer.rest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import dev.laurel.scorer.ScorerConfig;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.rest.ItemPlan.Result;
import dev.laurel.scorer.rest.RequestScorer.Plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * {@code POST /v1/score}: rewards for one response, an array of them, or one on each line; the reply has the form of the request. An array is answered
 * as a whole or not at all; of lines each has its own answer, a score or a problem.
 */
@Path("/v1/score")
public class ScoreResource {

    private static final String NDJSON = "application/x-ndjson";

    private final RequestScorer scorer;
    private final Lines lines;
    private final ObjectMapper mapper;
    private final int maxResponses;
    private final Duration deadline;

    public ScoreResource(RequestScorer scorer, Lines lines, ObjectMapper mapper, ScorerConfig config) {
        this.scorer = scorer;
        this.lines = lines;
        this.mapper = mapper;
        this.maxResponses = config.http().maxResponses();
        this.deadline = config.http().deadline();
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Produces({MediaType.APPLICATION_JSON, NDJSON})
    public Uni<Response> score(
            @Context HttpHeaders headers,
            @QueryParam(Deadline.PARAMETER) String deadlineParameter,
            @HeaderParam(Deadline.HEADER) String deadlineHeader,
            String body) {
        Duration within = Deadline.of(deadlineParameter, deadlineHeader, deadline);
        boolean ndjson = MediaType.valueOf(NDJSON).isCompatible(headers.getMediaType());
        CompletableFuture<Response> answer =
                scorer.score(within, lease -> ndjson ? ofLines(body, lease) : ofJson(body, lease));
        return Answers.of(answer);
    }

    private Plan<Response> ofJson(String body, Lease lease) {
        JsonNode json = Body.json(body);
        List<JsonNode> nodes =
                json.isArray() ? StreamSupport.stream(json.spliterator(), false).toList() : List.of(json);
        requireAtMost(nodes.size());
        ItemPlan plan = ItemPlan.of(items(nodes.size(), i -> ScoreItem.read(i, nodes.get(i), lines)), lease)
                .requireAll();
        return new Plan<>(plan.pieces(), judgements -> {
            List<ScoreReply> replies = plan.replies(judgements);
            return Response.ok(json.isArray() ? replies : replies.get(0), MediaType.APPLICATION_JSON)
                    .build();
        });
    }

    private Plan<Response> ofLines(String body, Lease lease) {
        List<String> texts = (body == null ? "" : body)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        requireAtMost(texts.size());
        ItemPlan plan =
                ItemPlan.of(items(texts.size(), i -> ScoreItem.read(i, Body.line(i, texts.get(i)), lines)), lease);
        return new Plan<>(plan.pieces(), judgements -> Response.ok(ndjson(plan.results(judgements)), NDJSON)
                .build());
    }

    /** One item of a request. */
    private interface ItemReader {
        ScoreItem read(int index);
    }

    private static List<Supplier<ScoreItem>> items(int count, ItemReader reader) {
        return IntStream.range(0, count)
                .<Supplier<ScoreItem>>mapToObj(i -> () -> reader.read(i))
                .toList();
    }

    private void requireAtMost(int items) {
        if (items > maxResponses) {
            throw Problem.tooMany(
                    items + " items where one request may have " + maxResponses + "; send several requests");
        }
    }

    private String ndjson(List<Result> results) {
        StringBuilder text = new StringBuilder();
        for (Result result : results) {
            text.append(
                            result instanceof Result.Scored scored
                                    ? json(scored.reply())
                                    : json(((Result.Refused) result).problem().body()))
                    .append('\n');
        }
        return text.toString();
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // records of numbers and text
        }
    }
}
