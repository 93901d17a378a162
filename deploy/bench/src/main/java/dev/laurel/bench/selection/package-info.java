/** {@code laurel bench best-of-n}: whether the answers that best-of-N selects are better than others by a judge whose scores no model has seen. */
package dev.laurel.bench.selection;
