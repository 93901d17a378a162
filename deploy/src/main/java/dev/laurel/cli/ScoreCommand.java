package dev.laurel.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.laurel.client.ScorerClient;
import dev.laurel.client.ScorerClient.Item;
import dev.laurel.client.ScorerClient.Score;
import dev.laurel.importer.ImportOptions;
import dev.laurel.importer.ImportSummary;
import dev.laurel.importer.Importer;
import dev.laurel.reward.evaluate.Bootstrap;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Message;
import dev.laurel.schema.PremadePair;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a file with the line's champion, and tells how often it agrees if the file holds pairs. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description =
                "Scores a JSONL file (.gz too) of answers or of preference pairs with the running scorer. Prints a JSON object for"
                        + " each row; for pairs, the accuracy goes to standard error.")
final class ScoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "JSON Lines, plain or gzipped.")
    private Path file;

    @Option(
            names = "--pairs",
            description = "The file holds pairs, in any form that \"laurel import\" reads; answers otherwise.")
    private boolean pairs;

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String line;

    @Option(names = "--scorer", defaultValue = "http://127.0.0.1:8083", description = "Default: ${DEFAULT-VALUE}")
    private URI scorer;

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file)) {
            throw new CommandException("cannot read " + file);
        }
        ImportSummary summary = pairs ? scorePairs() : scoreResponses();
        if (summary.refusedRows() > 0) {
            System.err.print(summary.render());
        }
        return summary.exitCode();
    }

    private ImportSummary scoreResponses() throws IOException {
        List<GeneratedResponse> responses = new ArrayList<>();
        ImportSummary summary = Importer.readResponses(file, ImportOptions.DEFAULTS, progress -> {}, responses::add);
        List<Score> scores = new ScorerClient(scorer)
                .score(responses.stream()
                        .map(response -> new Item(line, response.getMessages(), response.getResponse()))
                        .toList());
        for (int i = 0; i < scores.size(); i++) {
            System.out.println(
                    score(scores.get(i)).put("response_id", responses.get(i).getResponseId()));
        }
        return summary;
    }

    private ImportSummary scorePairs() throws IOException {
        List<FeedbackEvent> events = new ArrayList<>();
        ImportSummary summary = Importer.readPairs(file, ImportOptions.DEFAULTS, progress -> {}, events::add);
        List<Item> sides = new ArrayList<>(); // (2P,) chosen before rejected
        for (FeedbackEvent event : events) {
            sides.add(item(event, ((PremadePair) event.getPayload().orElseThrow()).getChosen()));
            sides.add(item(event, ((PremadePair) event.getPayload().orElseThrow()).getRejected()));
        }
        List<Score> scores = new ScorerClient(scorer).score(sides);
        double[] correct = new double[events.size()];
        for (int i = 0; i < correct.length; i++) {
            Score chosen = scores.get(2 * i);
            Score rejected = scores.get(2 * i + 1);
            correct[i] = chosen.reward() > rejected.reward() ? 1 : 0;
            ObjectNode row =
                    json.createObjectNode().put("prompt_id", events.get(i).getPromptId());
            row.set("chosen", score(chosen));
            row.set("rejected", score(rejected));
            System.out.println(row);
        }
        if (correct.length > 0) {
            Bootstrap.Interval accuracy = Bootstrap.DEFAULT.mean(
                    correct, events.stream().map(FeedbackEvent::getPromptId).toList());
            System.err.printf(
                    "accuracy %.3f (%.3f..%.3f over prompts) on %d pairs%n",
                    accuracy.mean(), accuracy.low(), accuracy.high(), correct.length);
        }
        return summary;
    }

    /** A side of a pair; turns before the last belong to the conversation. */
    private Item item(FeedbackEvent event, String responseId) {
        Candidate candidate = event.getCandidates().stream()
                .filter(side -> side.getResponseId().equals(responseId))
                .findFirst()
                .orElseThrow();
        List<Message> turns = new ArrayList<>(event.getMessages());
        turns.addAll(candidate.getMessages());
        int last = turns.size() - 1;
        return new Item(line, turns.subList(0, last), turns.get(last).getContent());
    }

    private ObjectNode score(Score score) {
        return json.createObjectNode()
                .put("reward", score.reward())
                .put("normalized_reward", score.normalizedReward())
                .put("model_version", score.modelVersion());
    }
}
