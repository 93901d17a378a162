package dev.laurel.scorer.rest.vllm;

import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Scoring;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * OpenAI's embeddings API, where SGLang's clients (verl among them) read rewards: it serves reward models as models of embeddings with one number, the raw
 * reward.
 */
public record Embeddings(Scoring scoring) implements VllmTexts {

    /**
     * One text's reward.
     *
     * @param object "embedding"
     * @param embedding the raw reward alone
     */
    public record Embedded(int index, String object, Object embedding) {}

    @Override
    public String idPrefix() {
        return "embd";
    }

    @Override
    public VllmReply.Item item(JsonNode body, VllmOptions options) {
        EncodingFormat format = EncodingFormat.read(body);
        return (index, reward) -> new Embedded(index, "embedding", format.of(OutputActivation.NONE.of(reward)));
    }
}
