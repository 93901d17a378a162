/** What services say when they are asked how they are. */
package dev.laurel.service.health;
