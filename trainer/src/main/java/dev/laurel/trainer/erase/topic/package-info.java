/** Erasures that others ask for in a topic, and what they are told. */
package dev.laurel.trainer.erase.topic;
