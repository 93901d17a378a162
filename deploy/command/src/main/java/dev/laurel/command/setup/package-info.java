/** Before the first run: what this machine has, and topics and schemas on a cluster of one's own. */
package dev.laurel.command.setup;
