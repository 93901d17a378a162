/** The topology: responses to scored records, candidates to selections, samples to drift windows, all in one transaction with the offsets. */
package dev.laurel.scorer.stream;
