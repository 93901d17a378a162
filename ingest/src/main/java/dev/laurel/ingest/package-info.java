/** Feedback to preference pairs: the topology with its ledger of prompts, and how it is configured, checked at start and wired. */
package dev.laurel.ingest;
