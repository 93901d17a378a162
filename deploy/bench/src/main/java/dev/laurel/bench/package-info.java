/** Experiments and benchmarks: {@code laurel bench} and one package for each of its sub-commands. */
package dev.laurel.bench;
