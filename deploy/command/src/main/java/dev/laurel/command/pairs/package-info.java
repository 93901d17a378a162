/** Preference pairs as a model reads them, and how often models order their answers as people did. */
package dev.laurel.command.pairs;
