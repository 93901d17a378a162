/** Lineage: from a version to the pairs and feedback it rests on, and back. */
package dev.laurel.trainer.lineage;
