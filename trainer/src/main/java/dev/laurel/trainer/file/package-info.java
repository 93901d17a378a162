/** Files of a trainer: JSON, digests, and writes that appear whole and last. */
package dev.laurel.trainer.file;
