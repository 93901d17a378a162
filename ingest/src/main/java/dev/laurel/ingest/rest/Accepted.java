package dev.laurel.ingest.rest;

/**
 * Answer to a request whose records the broker has acknowledged.
 *
 * @param accepted how many records
 */
public record Accepted(int accepted) {}
