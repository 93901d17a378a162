/** The local stack as the {@code laurel} command runs it: broker and registry provisioned, services configured. */
package dev.laurel.command.local;
