/** The model lines that trainer and scorer share. */
package dev.laurel.service.line;
