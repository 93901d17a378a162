/** How far the distribution of rewards or lengths has moved from a reference: PSI and KS over windows. Knows no Kafka. */
package dev.laurel.scorer.drift;
