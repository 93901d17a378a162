/** Windows of preference pairs to model versions: the service, its lines, and what one window does from reading to announcing. */
package dev.laurel.trainer;
