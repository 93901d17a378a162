package dev.laurel.bench.speed;

/**
 * Memory that work takes at its peak beyond what is loaded: the weights, and in training AdamW's moments.
 *
 * @param kind whose memory: {@code resident} (the process', on Linux) or {@code device}
 * @param sequences of the forward pass; the training step has half as many pairs
 * @param length tokens of each
 * @param forwardBytes of a forward pass
 * @param trainingBytes of a training step, gradients included
 * @param checkpointingBytes the same with gradient checkpointing
 */
public record Memory(
        String kind, int sequences, int length, long forwardBytes, long trainingBytes, long checkpointingBytes) {}
