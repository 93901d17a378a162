/** The versions of the model lines: what there is, how one came to be, which one leads. */
package dev.laurel.command.models;
