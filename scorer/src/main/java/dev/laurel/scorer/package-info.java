/**
 * The scorer put together: what is configured, checked at start, wired, and said of its health. Responses come in over the stream or over HTTP and are
 * scored in batches by the models that are live.
 */
package dev.laurel.scorer;
