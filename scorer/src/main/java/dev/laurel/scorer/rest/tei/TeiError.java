package dev.laurel.scorer.rest.tei;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.laurel.scorer.rest.call.Problem;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A refusal as text-embeddings-inference says it: {@code {"error", "error_type"}}. Too much at a time is 429 there. */
final class TeiError {

    private static final int OVERLOADED = 429;

    private TeiError() {}

    static Response of(Problem problem) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", problem.body().detail());
        error.put("error_type", type(problem));
        return problem.as(
                problem.isOverload() ? OVERLOADED : problem.body().status(), MediaType.APPLICATION_JSON, error);
    }

    private static String type(Problem problem) {
        return switch (problem.body().status()) {
            case 422 -> "Tokenizer";
            case 503 -> problem.isOverload() ? "Overloaded" : "Unhealthy";
            default -> problem.body().status() < 500 ? "Validation" : "Backend";
        };
    }
}
