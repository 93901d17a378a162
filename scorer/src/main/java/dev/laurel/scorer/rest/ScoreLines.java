package dev.laurel.scorer.rest;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.ItemPlan.Result;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;

/** Our own form of scores, an item on each line: of lines each has its own answer, a score or a problem. */
record ScoreLines(ScoreForm form, ObjectMapper mapper) {

    static final String NDJSON = "application/x-ndjson";

    /** Where a line is in the body. */
    private record Place(int from, int length) {}

    Plan<Response> plan(byte[] body, Lease lease) {
        List<Place> places = places(body == null ? new byte[0] : body);
        form.requireAtMost(places.size());
        ItemPlan plan = ItemPlan.of(
                ScoreForm.items(places.size(), i -> {
                    Place place = places.get(i);
                    return ScoreItem.read(i, Body.line(i, body, place.from(), place.length()), form.lines());
                }),
                lease);
        return new Plan<>(plan.pieces(), judgements -> Response.ok(text(plan.results(judgements)), NDJSON)
                .build());
    }

    /** Lines that are not blank. */
    private static List<Place> places(byte[] body) {
        List<Place> places = new ArrayList<>();
        for (int from = 0; from < body.length; ) {
            int end = from;
            boolean blank = true;
            while (end < body.length && body[end] != '\n' && body[end] != '\r') {
                blank &= body[end] == ' ' || body[end] == '\t';
                end++;
            }
            if (!blank) {
                places.add(new Place(from, end - from));
            }
            from = end + 1;
        }
        return places;
    }

    private String text(List<Result> results) {
        StringBuilder text = new StringBuilder();
        for (Result result : results) {
            text.append(
                            result instanceof Result.Scored scored
                                    ? json(scored.reply())
                                    : json(((Result.Refused) result).problem().problem()))
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
