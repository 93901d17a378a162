/** Scoring a stretch of the responses again, with a version of choice, into a topic of choice. */
package dev.laurel.command.rescore;
