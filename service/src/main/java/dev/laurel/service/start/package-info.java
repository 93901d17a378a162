/** How a service starts, and what it says when it does not. */
package dev.laurel.service.start;
