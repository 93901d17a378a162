package dev.laurel.bench.selection;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.bench.kit.Await;
import dev.laurel.bench.kit.Progress;
import dev.laurel.bench.scorer.TrialStack;
import dev.laurel.bench.scorer.TrialStack.ScorerProcess;
import dev.laurel.command.client.GroupProgress;
import dev.laurel.command.client.TopicReader;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Topics;

/**
 * Lets a scorer select among answers whose scores by a judge are known, through broker and registry.
 *
 * @param pairs a file of pairs with the scores of both answers
 * @param model directory of the reward model
 * @param rule what the model was not trained on
 * @param data a new directory that keeps topics and logs; a temporary one if empty
 */
public record SelectionBench(Path pairs, Path model, HoldOut rule, Optional<Path> data, Progress progress) {

    /** How often the progress is told. */
    public static final int STEPS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String SCORER = "scorer-a";

    /** @throws IllegalArgumentException if the file has no held-out prompt with two scored answers */
    public SelectionReport run() throws IOException {
        progress.next("read the file");
        List<JudgedPrompt> prompts = JudgedPrompt.read(pairs, rule);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException(
                    "no held-out prompt of " + pairs + " has two answers with a score, such as chosen_score");
        }
        progress.next("start broker and registry");
        try (TrialStack stack = new TrialStack(data)) {
            stack.announce(1, model);
            stack.appoint(1);
            prompts.forEach(prompt -> prompt.candidates().forEach(stack::publish));
            stack.flush();
            progress.next("score and select");
            try (ScorerProcess scorer = stack.scorer(SCORER, Map.of());
                    GroupProgress lag = new GroupProgress(stack.cluster())) {
                Await.until("the last candidate", PATIENCE, () -> {
                    scorer.requireAlive();
                    return lag.lag(TrialStack.SCORER_GROUP, Topics.RESPONSES) == 0;
                });
            }
            progress.next("read the selected answers");
            List<SelectedResponse> selected = new TopicReader(stack.cluster())
                    .readAll(Topics.SELECTED).stream()
                            .map(record -> record.value())
                            .toList();
            return SelectionReport.of(prompts, selected);
        }
    }
}
