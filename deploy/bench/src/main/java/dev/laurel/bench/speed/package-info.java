/** How fast the reward model is on this machine, and how much memory it takes. */
package dev.laurel.bench.speed;
