/** What an event costs in the ledger of its prompt: on one hot prompt beside many, and beside a stream that does nothing. */
package dev.laurel.bench.ledger;
