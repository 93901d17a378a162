/**
 * From a file of preference pairs or answers, as people have them, to records in Kafka.
 * {@link dev.laurel.importer.Importer} is the way in.
 */
package dev.laurel.importer;
