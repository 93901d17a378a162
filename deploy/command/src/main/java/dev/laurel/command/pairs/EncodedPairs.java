package dev.laurel.command.pairs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.reward.text.EncodedPair;
import dev.laurel.reward.text.PairText;
import dev.laurel.reward.text.RewardText;
import dev.laurel.reward.text.UnusablePairException;

/** Collects pairs as a model reads them, without their texts, and counts those that its formatting refuses. For one thread. */
public final class EncodedPairs {

    private final RewardText text;
    private final List<EncodedPair> encoded = new ArrayList<>();
    private final List<ComparedPair> compared = new ArrayList<>();
    private final Map<String, Integer> unusable = new TreeMap<>();

    public EncodedPairs(RewardText text) {
        this.text = text;
    }

    /** Takes a pair, or counts it as unusable; whether it was taken. */
    public boolean add(ComparedPair pair, PairText texts) {
        try {
            encoded.add(text.encodePair(texts));
            compared.add(pair);
            return true;
        } catch (UnusablePairException e) {
            unusable.merge(e.reason().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            return false;
        }
    }

    public int size() {
        return encoded.size();
    }

    public boolean isEmpty() {
        return encoded.isEmpty();
    }

    /** The pairs in the order in which they were added. */
    public List<EncodedPair> encoded() {
        return Collections.unmodifiableList(encoded);
    }

    /** The same pairs in the same order. */
    public List<ComparedPair> compared() {
        return Collections.unmodifiableList(compared);
    }

    /** How many were refused, by reason. */
    public Map<String, Integer> unusable() {
        return Collections.unmodifiableMap(unusable);
    }
}
