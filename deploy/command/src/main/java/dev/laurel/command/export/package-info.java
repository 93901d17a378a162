/** Laurel's topics as files for other tools. */
package dev.laurel.command.export;
