/** Thousands of training steps and scores at once, under model replacements: does anything go wrong, or grow? */
package dev.laurel.bench.soak;
