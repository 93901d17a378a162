/** One thing at a time for each line, and what is known of its windows: the one that runs and those that ended. */
package dev.laurel.trainer.run;
