/** The vocabulary that the services share: topics, keys, records, serdes, dead letters, and how they are provisioned. */
package dev.laurel.schema;
