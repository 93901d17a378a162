package dev.laurel.scorer.rest.vllm;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.laurel.scorer.rest.call.Problem;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A refusal as vLLM and OpenAI say it: {@code {"error": {message, type, param, code}}}. */
final class VllmError {

    private VllmError() {}

    static Response of(Problem problem) {
        Problem.Body body = problem.body();
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", body.detail());
        error.put("type", type(body.status()));
        error.put("param", body.field());
        error.put("code", body.status());
        return problem.as(MediaType.APPLICATION_JSON, Map.of("error", error));
    }

    private static String type(int status) {
        return switch (status) {
            case 404 -> "NotFoundError";
            case 503 -> "ServiceUnavailableError";
            case 504 -> "GatewayTimeoutError";
            default -> status < 500 ? "BadRequestError" : "InternalServerError";
        };
    }
}
