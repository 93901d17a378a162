package dev.laurel.scorer.rest.tei;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.service.problem.ProblemException;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A refusal as text-embeddings-inference says it: {@code {"error", "error_type"}}. Too much at a time is 429 there. */
public final class TeiError {

    private static final int OVERLOADED = 429;

    private TeiError() {}

    static Response of(ProblemException problem) {
        int status =
                Refusals.isOverload(problem) ? OVERLOADED : problem.problem().status();
        return problem.as(
                status,
                MediaType.APPLICATION_JSON,
                said(status, problem.problem().detail()));
    }

    /** What is said of a request, also of one that no route has seen. */
    public static Map<String, Object> said(int status, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", message);
        error.put("error_type", type(status));
        return error;
    }

    private static String type(int status) {
        return switch (status) {
            case 422 -> "Tokenizer";
            case OVERLOADED -> "Overloaded";
            case 503 -> "Unhealthy";
            default -> status < 500 ? "Validation" : "Backend";
        };
    }
}
