/** Laurel's topics as files for other tools. */
package dev.laurel.export;
