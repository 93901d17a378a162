/** Requests in the forms of SGLang's reward and score APIs. */
package dev.laurel.scorer.rest.sglang;
