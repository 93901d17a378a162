/** Personal data in texts: where it is, and texts with placeholders in its place. Linear in the length of a text, whatever the text. */
package dev.laurel.gates.personal;
