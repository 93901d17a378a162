/** What a record must be to count, and why it does not. */
package dev.laurel.ingest.check;
