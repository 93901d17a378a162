/** Files of a trainer: JSON, and writes that appear whole and last. */
package dev.laurel.trainer.file;
