/** Feedback and responses over HTTP, acknowledged when the broker has them. */
package dev.laurel.ingest.rest;
