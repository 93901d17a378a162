package dev.laurel.scorer.rest.vllm;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.rest.call.OutputActivation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What the rerank APIs of vLLM, Jina and Cohere answer.
 *
 * @param model {@code line@version}
 * @param results the best first
 */
public record RerankReply(String id, String model, Tokens usage, List<Result> results) {

    /** How much was read. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Tokens(long promptTokens, long totalTokens) {}

    /**
     * One answer's number.
     *
     * @param index its place in the request
     * @param document absent where the caller did not want it
     * @param relevanceScore σ(raw reward), or the raw reward itself where no activation was wanted
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(int index, Document document, double relevanceScore) {}

    /** An answer's text; {@code multiModal} is null. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Document(String text, Object multiModal) {}

    /**
     * The reply.
     *
     * @param best most results
     */
    static RerankReply of(
            String id,
            String model,
            List<Reward> rewards,
            List<String> documents,
            boolean returnDocuments,
            int best,
            OutputActivation activation) {
        List<Result> results = IntStream.range(0, rewards.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -rewards.get(i).raw()))
                .limit(best)
                .map(i -> new Result(
                        i,
                        returnDocuments ? new Document(documents.get(i), null) : null,
                        activation.of(rewards.get(i))))
                .toList();
        long tokens = rewards.stream().mapToLong(Reward::tokens).sum();
        return new RerankReply(id, model, new Tokens(tokens, tokens), results);
    }
}
