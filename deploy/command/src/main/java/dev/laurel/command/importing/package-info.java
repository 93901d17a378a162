/**
 * From a file of preference pairs or answers, as people have them, to records in Kafka.
 * {@link Importer} is the way in.
 */
package dev.laurel.command.importing;
