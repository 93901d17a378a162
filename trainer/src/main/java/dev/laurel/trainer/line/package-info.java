/** The work on one line: what a window does from reading to announcing, and what people do to the line's versions beside it. */
package dev.laurel.trainer.line;
