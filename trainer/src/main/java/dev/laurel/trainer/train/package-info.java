/** One challenger: pairs as the model reads them, the training run, and the scores of parent and challenger. */
package dev.laurel.trainer.train;
