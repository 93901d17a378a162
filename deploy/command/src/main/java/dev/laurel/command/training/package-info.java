/** Windows of a line: trained now instead of tonight, or cancelled. */
package dev.laurel.command.training;
