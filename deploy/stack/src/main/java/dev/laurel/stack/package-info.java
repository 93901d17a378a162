/**
 * The local stack: a real Kafka broker, a real schema registry and Laurel's services as child processes on loopback.
 * {@link dev.laurel.stack.Stack} is the way in.
 */
package dev.laurel.stack;
