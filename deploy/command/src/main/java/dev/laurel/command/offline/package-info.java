/** Training from files and scoring of files with a model directory: the reward model without Kafka, registry and services. */
package dev.laurel.command.offline;
