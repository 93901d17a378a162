package dev.laurel.scorer.rest.tei;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.Input;
import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Pairs;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;

/** TEI's rerank: {@code query} is the prompt, {@code texts} are answers to it, and the best comes first. */
public record TeiRerank(Scoring scoring) implements Form {

    /** One answer's number; {@code text} is absent unless it was asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rank(int index, String text, double score) {}

    @Override
    public boolean is(JsonNode body) {
        return !body.has("documents")
                && (body.has("texts") || body.has("raw_scores") || body.has("return_text") || body.has("truncate"));
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        TeiOptions options = TeiOptions.read(Body.object(body));
        boolean returnText = Fields.flag(body, "return_text", false);
        if (!body.path("texts").isArray()) {
            throw Refusals.badParameter("texts", "texts must be an array of texts");
        }
        List<String> texts = Pairs.texts("texts", body.path("texts"));
        Input pairs =
                Pairs.of("query", List.of(Pairs.text("query", body.path("query"))), "texts", texts, scoring.most());
        return scoring.plan(
                lease,
                options.model(),
                "texts",
                pairs,
                options.truncation(),
                (model, rewards) -> ranks(rewards, texts, returnText, options.activation()));
    }

    private static List<Rank> ranks(
            List<Reward> rewards, List<String> texts, boolean returnText, OutputActivation activation) {
        return IntStream.range(0, rewards.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -rewards.get(i).raw()))
                .map(i -> new Rank(i, returnText ? texts.get(i) : null, activation.of(rewards.get(i))))
                .toList();
    }

    @Override
    public Response refusal(ProblemException problem) {
        return TeiError.of(problem);
    }
}
