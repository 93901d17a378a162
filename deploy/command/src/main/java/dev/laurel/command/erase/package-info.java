/** A person's feedback, erased. */
package dev.laurel.command.erase;
