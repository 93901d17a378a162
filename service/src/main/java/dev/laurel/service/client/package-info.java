/** How a service reaches Kafka, the registry and an object store. */
package dev.laurel.service.client;
