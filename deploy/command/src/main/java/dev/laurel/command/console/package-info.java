/** What a command says on a terminal: results, errors, progress. */
package dev.laurel.command.console;
