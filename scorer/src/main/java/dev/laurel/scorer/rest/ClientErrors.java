package dev.laurel.scorer.rest;

import java.util.Map;
import java.util.Set;

import dev.laurel.scorer.rest.tei.TeiError;
import dev.laurel.scorer.rest.vllm.VllmError;
import dev.laurel.service.problem.CallersForm;
import dev.laurel.service.problem.Problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

/** What the server refuses before a route of {@link ClientRoutes} sees it, as that route's clients read errors. */
@Singleton
public class ClientErrors implements CallersForm {

    private static final String TEI = "/predict";
    private static final Set<String> VLLM = Set.of(
            "/classify",
            "/v1/classify",
            "/pooling",
            "/v1/embeddings",
            "/tokenize",
            "/score",
            "/rerank",
            "/v1/rerank",
            "/v2/rerank");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean isOf(String path) {
        return path.equals(TEI) || VLLM.contains(path);
    }

    @Override
    public String mediaType() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public String body(String path, Problem problem) {
        Map<String, Object> error = path.equals(TEI)
                ? TeiError.said(problem.status(), problem.detail())
                : VllmError.said(problem.status(), problem.detail());
        try {
            return JSON.writeValueAsString(error);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // texts and numbers
        }
    }
}
