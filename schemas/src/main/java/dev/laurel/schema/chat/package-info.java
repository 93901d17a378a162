/** Turns, calls and tools in the JSON of chat APIs: one reading and one writing for import, HTTP and exports. Pure. */
package dev.laurel.schema.chat;
