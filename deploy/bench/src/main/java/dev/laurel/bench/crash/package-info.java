/** {@code laurel bench crash}: a series of windows whose trainer is killed over and over, beside the same series undisturbed. */
package dev.laurel.bench.crash;
