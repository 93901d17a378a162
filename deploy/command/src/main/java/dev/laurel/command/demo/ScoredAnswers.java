package dev.laurel.command.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.laurel.command.demo.DemoReport.Extremes;
import dev.laurel.command.demo.SamplePrompt.Answer;
import dev.laurel.schema.ScoredResponse;

/**
 * The answers that the latest version of each line has scored.
 *
 * @param byLine never without answers
 */
record ScoredAnswers(Map<String, List<ScoredResponse>> byLine) {

    private static final int PROMPTS = 4;

    /** @param lines in the order in which they are told of */
    static ScoredAnswers of(List<ScoredResponse> scored, List<String> lines) {
        Map<String, Integer> latest = new TreeMap<>();
        scored.forEach(response -> latest.merge(response.getModelLine(), response.getModelVersion(), Math::max));
        Map<String, List<ScoredResponse>> byLine = new LinkedHashMap<>();
        for (String line : lines) {
            List<ScoredResponse> ofLatest = scored.stream()
                    .filter(response -> response.getModelLine().equals(line)
                            && response.getModelVersion() == latest.getOrDefault(line, 0))
                    .toList();
            if (!ofLatest.isEmpty()) {
                byLine.put(line, ofLatest);
            }
        }
        return new ScoredAnswers(byLine);
    }

    List<BestOfN> bestOfN() {
        List<BestOfN> best = new ArrayList<>();
        byLine.forEach((line, answers) ->
                BestOfN.of(line, answers.get(0).getModelVersion(), answers).ifPresent(best::add));
        return best;
    }

    List<GeneratorRewards> byGenerator() {
        List<GeneratorRewards> rewards = new ArrayList<>();
        byLine.forEach((line, answers) ->
                rewards.addAll(GeneratorRewards.of(line, answers.get(0).getModelVersion(), answers)));
        return rewards;
    }

    /** The answers with the highest and the lowest reward of each line. */
    Map<String, Extremes> extremes() {
        Map<String, Extremes> extremes = new LinkedHashMap<>();
        byLine.forEach((line, answers) -> {
            Comparator<ScoredResponse> reward = Comparator.comparingDouble(ScoredResponse::getNormalizedReward);
            extremes.put(
                    line,
                    new Extremes(
                            answers.stream().max(reward).orElseThrow(),
                            answers.stream().min(reward).orElseThrow()));
        });
        return extremes;
    }

    /** A few prompts with all their answers: where each line found its best one, one in each language, and where it found its worst. */
    List<SamplePrompt> prompts() {
        Map<String, ScoredResponse> byPrompt = new LinkedHashMap<>();
        Map<String, ScoredResponse> byLanguage = new TreeMap<>();
        byLine.values()
                .forEach(answers -> answers.forEach(
                        answer -> byLanguage.putIfAbsent(answer.getLanguage().orElse(""), answer)));
        Collection<Extremes> extremes = extremes().values();
        Stream.of(
                        extremes.stream().map(Extremes::best),
                        byLanguage.values().stream(),
                        extremes.stream().map(Extremes::worst))
                .flatMap(Function.identity())
                .forEach(answer -> byPrompt.putIfAbsent(answer.getPromptId(), answer));
        return byPrompt.values().stream().limit(PROMPTS).map(this::prompt).toList();
    }

    private SamplePrompt prompt(ScoredResponse one) {
        Map<String, ScoredResponse> answers = new LinkedHashMap<>();
        Map<String, Map<String, Double>> rewards = new LinkedHashMap<>();
        byLine.forEach((line, scored) -> scored.stream()
                .filter(response -> response.getPromptId().equals(one.getPromptId()))
                .forEach(response -> {
                    answers.putIfAbsent(response.getResponseId(), response);
                    rewards.computeIfAbsent(response.getResponseId(), id -> new LinkedHashMap<>())
                            .put(line, response.getNormalizedReward());
                }));
        return new SamplePrompt(
                one.getPromptId(),
                one.getMessages().get(one.getMessages().size() - 1).getContent(),
                answers.values().stream()
                        .map(answer -> new Answer(
                                answer.getResponseId(),
                                answer.getGenerator().orElse("?"),
                                answer.getResponse(),
                                rewards.get(answer.getResponseId())))
                        .toList());
    }
}
