package dev.laurel.bench.kit;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.TokenSequence;

/** Sequences of random ids: a network's speed depends on their lengths only. */
public final class RandomTokens {

    private final int vocabulary;
    private final Random random;

    /** @param seed decides the ids */
    public RandomTokens(int vocabulary, long seed) {
        this.vocabulary = vocabulary;
        this.random = new Random(seed);
    }

    public TokenSequence sequence(int length) {
        return new TokenSequence(random.ints(length, 0, vocabulary).toArray(), false);
    }

    public List<TokenSequence> sequences(List<Integer> lengths) {
        return lengths.stream().map(this::sequence).toList();
    }

    /** A pair of sequences that differ. */
    public EncodedPair pair(int chosen, int rejected) {
        TokenSequence one = sequence(chosen);
        TokenSequence other = sequence(rejected);
        other.ids()[0] = (one.ids()[0] + 1) % vocabulary;
        return new EncodedPair(one, other, 0, 1);
    }

    /** Pairs of sequences of equal length. */
    public List<EncodedPair> pairs(int count, int length) {
        return Stream.generate(() -> pair(length, length)).limit(count).toList();
    }
}
