/** Fine-tuning on pairs: batches, schedule, AdamW, and a state from which a broken run goes on to the same bits. */
package dev.laurel.reward.train;
