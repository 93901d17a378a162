/** Windows of preference pairs to model versions: the service with all its lines, its configuration and meters, and how it is put together. */
package dev.laurel.trainer;
