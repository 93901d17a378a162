/** The {@code laurel} command. Each of the packages below is one of its capabilities; {@code option}, {@code console} and {@code client} serve them all. */
package dev.laurel.command;
