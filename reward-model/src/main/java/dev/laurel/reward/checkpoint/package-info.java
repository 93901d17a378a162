/** Hugging Face directories and PEFT adapters: read, verified by digest, written, averaged. */
package dev.laurel.reward.checkpoint;
