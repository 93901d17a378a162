/** What a trainer does by the clock: windows that start by the hour or by the pairs that gathered, and versions that are offered again. */
package dev.laurel.trainer.schedule;
