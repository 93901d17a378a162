/** Conversations to tokens, as the model was trained: chat template, special tokens, truncation. */
package dev.laurel.reward.text;
