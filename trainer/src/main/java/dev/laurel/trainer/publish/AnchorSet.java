package dev.laurel.trainer.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import dev.laurel.reward.checkpoint.FileDigest;
import dev.laurel.reward.checkpoint.RewardScale;
import dev.laurel.reward.evaluate.Evaluation;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.reward.evaluate.ReferenceScale;
import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.window.SizeLimit;
import dev.laurel.trainer.window.Split;
import dev.laurel.trainer.window.WindowArchive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The answers whose rewards define a line's reference scale: pairs of its first version's window, frozen with that version. Which answer people chose plays
 * no part, so a withdrawn pair stays an anchor; an erased one goes, and the others keep the places that they had.
 *
 * @param version the version that they were frozen with
 * @param pairs the anchors that are still there
 * @param reference their rewards on the reference scale, by pair id; empty while their version is being made
 */
public record AnchorSet(int version, List<PreferencePair> pairs, Map<String, PairScore> reference) {

    /** The archive of the pairs, in the directory of their version. */
    public static final String FILE = "anchors.avro";

    /** Raw rewards of the anchors, in the directory of every version. */
    public static final String REWARDS = "anchor-rewards.json";

    private static final int MOST = 500;
    private static final long MOST_CHARACTERS = 16_000_000; // of text, in UTF-16 units
    private static final int FEWEST = 10; // with fewer left, their mean says little
    private static final ObjectMapper JSON = Json.mapper();
    private static final TypeReference<TreeMap<String, PairScore>> SCORES = new TypeReference<>() {};

    /**
     * The anchors of a line that has none: pairs of the window, those trained on as well, at most {@value #MOST}, and of too much text the shortest. Each source and
     * language has its share, and pairs of different prompts come before further ones of the same prompt.
     */
    public static AnchorSet choose(int version, Split window) {
        Map<String, List<PreferencePair>> strata = new TreeMap<>();
        Stream.concat(window.training().stream(), window.heldOut().stream())
                .sorted(Comparator.comparing(PreferencePair::getPairId))
                .forEach(pair -> strata.computeIfAbsent(
                                pair.getSource().getSystem()
                                        + ' '
                                        + pair.getLanguage().orElse(""),
                                stratum -> new ArrayList<>())
                        .add(pair));
        int all = strata.values().stream().mapToInt(List::size).sum();
        List<PreferencePair> chosen = new ArrayList<>();
        for (List<PreferencePair> stratum : strata.values()) {
            long share = all <= MOST ? stratum.size() : Math.max(1, (long) MOST * stratum.size() / all);
            byPrompt(stratum).limit(share).forEach(chosen::add);
        }
        return new AnchorSet(version, held(chosen), Map.of());
    }

    private static List<PreferencePair> held(List<PreferencePair> chosen) {
        List<PreferencePair> shortest = new ArrayList<>(chosen);
        shortest.sort(Comparator.comparingLong(SizeLimit::characters)); // stable
        long characters = 0;
        Set<String> held = new HashSet<>();
        for (PreferencePair pair : shortest) {
            characters += SizeLimit.characters(pair);
            if (characters <= MOST_CHARACTERS || held.size() < FEWEST) {
                held.add(pair.getPairId());
            }
        }
        return chosen.stream().filter(pair -> held.contains(pair.getPairId())).toList();
    }

    /** The first pair of every prompt, then the second of every one, and so on. */
    private static Stream<PreferencePair> byPrompt(List<PreferencePair> pairs) {
        Map<String, Integer> seen = new HashMap<>();
        Map<Integer, List<PreferencePair>> rounds = new TreeMap<>();
        for (PreferencePair pair : pairs) {
            int round = seen.merge(Split.prompt(pair), 1, Integer::sum);
            rounds.computeIfAbsent(round, r -> new ArrayList<>()).add(pair);
        }
        return rounds.values().stream().flatMap(List::stream);
    }

    /** Those of a version that froze them; throws {@link TamperedException} if a file is not the one written. */
    static Optional<AnchorSet> of(StoredVersion version) throws IOException {
        Map<String, String> digests = version.manifest().scale().digests();
        if (!digests.containsKey(FILE)) {
            return Optional.empty();
        }
        StoredVersion.verify(version.directory(), List.of(REWARDS), digests);
        RewardScale scale = version.manifest().scale().rewards();
        Map<String, PairScore> reference = new HashMap<>();
        rewards(version)
                .forEach((id, raw) -> reference.put(id, new PairScore((float) scale.normalise(raw.chosen()), (float)
                        scale.normalise(raw.rejected()))));
        return Optional.of(new AnchorSet(version.number(), version.archive(FILE), reference));
    }

    /** Raw rewards that a version gives to the anchors, by pair id; none where it was made without them. */
    public static Map<String, PairScore> rewards(StoredVersion version) throws IOException {
        Path file = version.directory().resolve(REWARDS);
        if (Files.notExists(file)) {
            return Map.of();
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), SCORES);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no rewards: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The scale of a model by its rewards of the anchors: for the first version that on which they have mean 0 and standard deviation 1, for later ones that on
     * which they have mean and deviation of their rewards by the first. Empty where too few are left.
     */
    public Optional<RewardScale> scale(Map<String, PairScore> rewards) {
        if (reference.isEmpty()) {
            return rewards.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Evaluation.of(List.copyOf(rewards.values())).scale());
        }
        List<String> common = rewards.keySet().stream()
                .filter(reference::containsKey)
                .sorted()
                .toList();
        return common.size() < FEWEST
                ? Optional.empty()
                : Optional.of(ReferenceScale.fit(sides(common, rewards), sides(common, reference)));
    }

    private static double[] sides(List<String> ids, Map<String, PairScore> rewards) {
        return ids.stream()
                .map(rewards::get)
                .flatMapToDouble(score -> DoubleStream.of(score.chosen(), score.rejected()))
                .toArray();
    }

    /** Writes the rewards, and where this freezes them the anchors, into the directory of a version that is being made; the digests of what was written. */
    public Map<String, String> write(Path model, Map<String, PairScore> rewards) throws IOException {
        Files.write(model.resolve(REWARDS), JSON.writeValueAsBytes(new TreeMap<>(rewards)));
        if (!reference.isEmpty()) {
            return FileDigest.of(model, List.of(REWARDS));
        }
        WindowArchive.write(model.resolve(FILE), pairs);
        return FileDigest.of(model, List.of(FILE, REWARDS));
    }
}
