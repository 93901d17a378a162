/** Series of windows through the real trainer: what the experiments on them have in common. */
package dev.laurel.bench.series;
