/** Measurements and trials of the scorer as a service: real processes, a real broker. */
package dev.laurel.bench.scorer;
