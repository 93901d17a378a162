/** {@code laurel bench overhead}: what a trainer spends around the reward model's own work. */
package dev.laurel.bench.overhead;
