/**
 * The ways in which people write down preference pairs, one class each, from a row of JSON to an
 * {@link ImportedPair}. Pure: no files, no Kafka.
 */
package dev.laurel.forms;
