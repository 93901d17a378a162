/** Meters and alarms. */
package dev.laurel.scorer.watch;
