/** PyTorch through DJL: its device, threads and number format, and the one thread that computes. */
package dev.laurel.reward.engine;
