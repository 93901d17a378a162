/** Erasure: a person's conversations leave everything that ingest keeps, and it is said what remains elsewhere, and until when. */
package dev.laurel.ingest.erase;
