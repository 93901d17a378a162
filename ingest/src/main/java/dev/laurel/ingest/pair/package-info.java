/** A rule for each kind of feedback: which pairs the judgements of a prompt make. Knows no Kafka. */
package dev.laurel.ingest.pair;
