/** What the benches have in common: models to measure, memory, spreads, waiting. */
package dev.laurel.bench.kit;
