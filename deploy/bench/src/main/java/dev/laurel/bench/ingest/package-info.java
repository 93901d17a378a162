/** What comes of every record that ingest accepts while it and its broker are killed. */
package dev.laurel.bench.ingest;
