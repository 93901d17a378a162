/** The services and topics as a client outside them sees them: over HTTP and through Kafka. */
package dev.laurel.command.client;
