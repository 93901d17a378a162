/** What callers are told when a request fails, the same way everywhere. */
package dev.laurel.service.problem;
