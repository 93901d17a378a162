/** The network: packed batches of token sequences to scores, hidden states and gradients. */
package dev.laurel.reward.network;
