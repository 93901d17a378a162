package dev.laurel.bench.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import dev.laurel.command.console.Findings;
import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.reward.evaluate.Bootstrap.Interval;
import dev.laurel.schema.ClosedBy;
import dev.laurel.schema.SelectedResponse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The judge's scores of what was selected, and of other ways to choose; with intervals of 95 % over prompts.
 *
 * @param candidates of all prompts together
 * @param groups selections that were written
 * @param whole prompts with exactly one selection, complete, of all their answers
 * @param random the expected score of an answer drawn at random
 * @param longest of always the longest answer
 * @param best that could have been selected
 * @param overRandom the selected answer's score less {@code random}, prompt by prompt; likewise {@code overLongest}
 */
public record SelectionReport(
        int prompts,
        int candidates,
        int groups,
        int whole,
        Interval selected,
        Interval random,
        Interval longest,
        Interval best,
        Interval overRandom,
        Interval overLongest)
        implements Findings {

    /** A prompt and the judge's score of the answer that was selected for it. */
    private record Choice(JudgedPrompt prompt, double judged) {}

    /** @throws IllegalArgumentException if nothing was selected */
    static SelectionReport of(List<JudgedPrompt> prompts, List<SelectedResponse> selected) {
        Map<String, List<SelectedResponse>> byGroup =
                selected.stream().collect(Collectors.groupingBy(SelectedResponse::getGroupId));
        List<Choice> choices = new ArrayList<>();
        for (JudgedPrompt prompt : prompts) {
            only(byGroup.getOrDefault(prompt.id(), List.of()), prompt)
                    .map(group -> group.getSelected().get(0).getResponseId())
                    .ifPresent(id -> choices.add(
                            new Choice(prompt, prompt.answers().get(id).judged())));
        }
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("no group of " + prompts.size() + " was selected from whole, of "
                    + selected.size() + " selections");
        }
        return new SelectionReport(
                prompts.size(),
                prompts.stream().mapToInt(prompt -> prompt.answers().size()).sum(),
                selected.size(),
                choices.size(),
                mean(choices, Choice::judged),
                mean(choices, choice -> choice.prompt().random()),
                mean(choices, choice -> choice.prompt().longest()),
                mean(choices, choice -> choice.prompt().best()),
                mean(choices, choice -> choice.judged() - choice.prompt().random()),
                mean(choices, choice -> choice.judged() - choice.prompt().longest()));
    }

    private static Optional<SelectedResponse> only(List<SelectedResponse> groups, JudgedPrompt prompt) {
        return groups.size() == 1
                        && groups.get(0).getClosedBy() == ClosedBy.COMPLETE
                        && groups.get(0).getCandidates().size()
                                == prompt.answers().size()
                ? Optional.of(groups.get(0))
                : Optional.empty();
    }

    private static Interval mean(List<Choice> choices, ToDoubleFunction<Choice> value) {
        return Bootstrap.DEFAULT.mean(
                choices.stream().mapToDouble(value).toArray(),
                choices.stream().map(choice -> choice.prompt().name()).toList());
    }

    /** Whether every group was selected from once, and the selected answers are better than random ones beyond chance. */
    @Override
    public boolean isSound() {
        return groups == prompts && whole == prompts && overRandom.low() > 0;
    }

    @Override
    public String text() {
        StringBuilder text =
                new StringBuilder("%d prompts, %d answers; %d selections, %d of them once and of all answers%n"
                        .formatted(prompts, candidates, groups, whole));
        row(text, "selected by reward", selected);
        row(text, "drawn at random", random);
        row(text, "always the longest", longest);
        row(text, "best there was", best);
        row(text, "selected less random", overRandom);
        row(text, "selected less longest", overLongest);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Interval score) {
        text.append(String.format(
                Locale.ROOT, "%-24s%7.3f  [%.3f, %.3f]%n", name, score.mean(), score.low(), score.high()));
    }

    @Override
    public ObjectNode json() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return mapper.createObjectNode().put("sound", isSound()).setAll((ObjectNode) mapper.valueToTree(this));
    }
}
