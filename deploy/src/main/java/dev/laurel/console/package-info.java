/** What long work shows on a terminal. */
package dev.laurel.console;
