/** How feedback that names a response, or earlier feedback, finds its prompt. */
package dev.laurel.ingest.join;
