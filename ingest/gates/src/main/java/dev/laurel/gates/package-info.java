/** Which pairs are held back, by task, and what is replaced in the others. Knows neither Kafka nor where pairs come from. */
package dev.laurel.gates;
