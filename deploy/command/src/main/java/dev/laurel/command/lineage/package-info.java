/** The way from a scored response to the feedback behind its reward, and back: what the topics and the trainer know, put together. */
package dev.laurel.command.lineage;
