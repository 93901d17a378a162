/** Options that several commands have: addresses, line, engine, object store. */
package dev.laurel.command.option;
