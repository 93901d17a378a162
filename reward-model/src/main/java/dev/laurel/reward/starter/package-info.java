/** A small model of random weights to begin with where there is none. */
package dev.laurel.reward.starter;
