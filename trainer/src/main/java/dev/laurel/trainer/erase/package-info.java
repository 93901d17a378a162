/** Erasure: what a person's conversations have left behind is taken out of all archives, and not read again. */
package dev.laurel.trainer.erase;
