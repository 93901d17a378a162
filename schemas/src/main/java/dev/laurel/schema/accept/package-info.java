/** What Laurel takes from outside, by kind of value: names, texts, numbers and moments. One rule each for command, HTTP and streams. Pure. */
package dev.laurel.schema.accept;
