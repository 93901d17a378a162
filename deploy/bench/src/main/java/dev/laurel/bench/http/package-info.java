/** What services deliver over HTTP: how much of the model's own speed the scorer does, and what accepting feedback costs ingest. */
package dev.laurel.bench.http;
