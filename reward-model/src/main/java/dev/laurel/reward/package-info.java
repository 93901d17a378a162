/** The reward model as a library: an LLM with a linear head, read at the last token. Knows no Kafka. */
package dev.laurel.reward;
