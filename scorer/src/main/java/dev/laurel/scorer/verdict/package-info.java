/** The verifier: policies of a file that changes without a restart, and what they decide of a normalised reward. */
package dev.laurel.scorer.verdict;
