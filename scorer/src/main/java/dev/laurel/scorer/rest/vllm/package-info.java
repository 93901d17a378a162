/** Requests in the forms of vLLM's pooling APIs, which are OpenAI's, Jina's and Cohere's too: classify, pooling, embeddings, score, rerank, tokenize. */
package dev.laurel.scorer.rest.vllm;
