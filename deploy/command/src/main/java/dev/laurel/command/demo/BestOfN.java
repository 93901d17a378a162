package dev.laurel.command.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.schema.ScoredResponse;

/**
 * The answers that one version would take, one to a prompt, out of those that it has scored.
 *
 * @param prompts with at least two answers
 * @param answers to them
 * @param gain by how much the normalised reward of the taken answer is above the mean of its prompt's answers, with the 95 % interval over prompts
 * @param taken how many of the taken answers each generator wrote
 */
record BestOfN(String line, int version, int prompts, int answers, Interval gain, Map<String, Long> taken) {

    /** @param scored by one version; empty if no prompt has two answers */
    static Optional<BestOfN> of(String line, int version, List<ScoredResponse> scored) {
        List<List<ScoredResponse>> choices = scored.stream()
                .filter(response -> !response.getAnswerUnread()) // nothing is decided by those
                .collect(Collectors.groupingBy(
                        response -> response.getTenant() + "/" + response.getPromptId(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .filter(answers -> answers.size() > 1)
                .toList();
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        List<String> prompts = new ArrayList<>();
        double[] gains = new double[choices.size()];
        Map<String, Long> taken = new TreeMap<>();
        for (int i = 0; i < gains.length; i++) {
            List<ScoredResponse> answers = choices.get(i);
            ScoredResponse best = answers.stream()
                    .max(Comparator.comparingDouble(ScoredResponse::getNormalizedReward))
                    .orElseThrow();
            gains[i] = best.getNormalizedReward()
                    - answers.stream()
                            .mapToDouble(ScoredResponse::getNormalizedReward)
                            .average()
                            .orElseThrow();
            prompts.add(best.getTenant() + "/" + best.getPromptId());
            taken.merge(best.getGenerator().orElse("?"), 1L, Long::sum);
        }
        return Optional.of(new BestOfN(
                line,
                version,
                gains.length,
                choices.stream().mapToInt(List::size).sum(),
                Bootstrap.DEFAULT.mean(gains, prompts),
                taken));
    }

    /** The generator that wrote most of the taken answers. */
    String favourite() {
        return taken.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    double share(String generator) {
        return (double) taken.getOrDefault(generator, 0L) / prompts;
    }
}
