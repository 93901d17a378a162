/** Checkpoints in an S3-compatible object store; knows neither Kafka nor models. */
package dev.laurel.objects;
