/** Requests in the forms of text-embeddings-inference: predict and rerank. */
package dev.laurel.scorer.rest.tei;
