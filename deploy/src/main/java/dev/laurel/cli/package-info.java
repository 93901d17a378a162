/** The {@code laurel} command: one class per sub-command. */
package dev.laurel.cli;
