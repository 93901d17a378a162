/** Pairwise losses. */
package dev.laurel.reward.loss;
