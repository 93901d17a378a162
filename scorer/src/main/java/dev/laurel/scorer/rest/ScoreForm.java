package dev.laurel.scorer.rest;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Our own form of scores: one item, or an array of them, which is answered as a whole or not at all. */
record ScoreForm(Lines lines, int most) implements Form {

    @Override
    public boolean is(JsonNode body) {
        return body.isArray() || body.has("messages") || body.has("response") || body.has("answer");
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        List<JsonNode> nodes =
                body.isArray() ? StreamSupport.stream(body.spliterator(), false).toList() : List.of(body);
        requireAtMost(nodes.size());
        ItemPlan plan = ItemPlan.of(items(nodes.size(), i -> ScoreItem.read(i, nodes.get(i), lines)), lease)
                .requireAll();
        return new Plan<>(plan.pieces(), judgements -> {
            List<ScoreReply> replies = plan.replies(judgements);
            return Response.ok(body.isArray() ? replies : replies.get(0), MediaType.APPLICATION_JSON)
                    .build();
        });
    }

    @Override
    public Response refusal(ProblemException problem) {
        return problem.getResponse();
    }

    static List<Supplier<ScoreItem>> items(int count, IntFunction<ScoreItem> reader) {
        return IntStream.range(0, count)
                .<Supplier<ScoreItem>>mapToObj(i -> () -> reader.apply(i))
                .toList();
    }

    void requireAtMost(int items) {
        if (items > most) {
            throw Refusals.tooMany(items + " items where one request may have " + most + "; send several requests");
        }
    }
}
