/** Best of N: groups of candidates, when they are ended, and whom they select. Knows no Kafka. */
package dev.laurel.scorer.select;
