/** Windows that are trained elsewhere: out as files, back as a checkpoint. */
package dev.laurel.command.handover;
