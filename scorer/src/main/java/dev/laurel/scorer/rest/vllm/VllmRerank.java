package dev.laurel.scorer.rest.vllm;

import java.util.List;

import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.Input;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Pairs;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;

/**
 * The rerank API of vLLM, which is Jina's and Cohere's: {@code query} is the prompt, {@code documents} are answers to it, and the best comes first. The
 * number is that of {@code /classify}.
 */
public record VllmRerank(Scoring scoring) implements VllmForm {

    @Override
    public boolean is(JsonNode body) {
        return body.has("documents");
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        VllmOptions options = VllmOptions.read(Body.object(body));
        Fields.refuse(
                body,
                "answers are read whole",
                "rank_fields",
                "max_chunks_per_doc",
                "max_tokens_per_doc",
                "overlap_tokens");
        boolean returnDocuments = Fields.flag(body, "return_documents", true);
        int most = Fields.whole(body, "top_n", 0).orElse(0);
        String id = call.id("rerank", options.requestId());
        List<String> documents = Pairs.texts("documents", body.path("documents"));
        Input pairs = Pairs.of(
                "query", List.of(Pairs.text("query", body.path("query"))), "documents", documents, scoring.most());
        return scoring.plan(
                lease,
                options.model(),
                "documents",
                pairs,
                options.truncation(),
                (model, rewards) -> RerankReply.of(
                        id,
                        ModelNames.of(model),
                        rewards,
                        documents,
                        returnDocuments,
                        most == 0 ? documents.size() : most,
                        options.activation().orElse(OutputActivation.LOGISTIC)));
    }
}
