/** {@code laurel bench gate}: challengers that the gate must hold back, and one that it must let through. */
package dev.laurel.bench.gate;
