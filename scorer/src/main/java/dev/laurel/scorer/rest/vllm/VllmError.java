package dev.laurel.scorer.rest.vllm;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.laurel.service.problem.Problem;
import dev.laurel.service.problem.ProblemException;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A refusal as vLLM and OpenAI say it: {@code {"error": {message, type, param, code}}}. */
public final class VllmError {

    private VllmError() {}

    static Response of(ProblemException problem) {
        Problem body = problem.problem();
        return problem.as(MediaType.APPLICATION_JSON, said(body.status(), body.detail(), body.field()));
    }

    /** What is said of a request that no route has seen. */
    public static Map<String, Object> said(int status, String message) {
        return said(status, message, null);
    }

    private static Map<String, Object> said(int status, String message, String param) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type(status));
        error.put("param", param);
        error.put("code", status);
        return Map.of("error", error);
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
