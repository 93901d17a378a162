/** What is known of each prompt, as entries of a sorted store. */
package dev.laurel.ingest.ledger;
