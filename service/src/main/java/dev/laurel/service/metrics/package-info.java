/** How services register their meters. */
package dev.laurel.service.metrics;
