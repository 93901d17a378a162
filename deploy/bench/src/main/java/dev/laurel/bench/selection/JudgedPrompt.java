package dev.laurel.bench.selection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.command.importing.Importer;
import dev.laurel.command.pairs.Texts;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;

/**
 * A prompt with all answers to it whose score is known.
 *
 * @param name what intervals count as one prompt
 * @param id of the prompt, and of its group
 * @param answers by response id, in no order that means anything
 */
record JudgedPrompt(String name, String id, Map<String, Answer> answers) {

    /**
     * An answer.
     *
     * @param judged the judge's score
     */
    record Answer(GeneratedResponse response, double judged) {

        int length() {
            return response.getResponse().length();
        }
    }

    /** The held-out prompts of a file of pairs that have at least two different answers with a score, each answer once. */
    static List<JudgedPrompt> read(Path file, HoldOut rule) throws IOException {
        Map<String, JudgedPrompt> prompts = new TreeMap<>();
        Importer.readPairs(file, ImportOptions.DEFAULTS, progress -> {}, event -> {
            String name = HoldOut.prompt(
                    Texts.ofPremadePair(event).chosenConversation().messages(),
                    event.getTenant() + '/' + event.getPromptId());
            if (rule.holdsOut(name)) {
                prompts.computeIfAbsent(event.getPromptId(), id -> new JudgedPrompt(name, id, new TreeMap<>()))
                        .add(event);
            }
        });
        return prompts.values().stream()
                .filter(prompt -> prompt.answers().size() > 1)
                .toList();
    }

    private void add(FeedbackEvent event) {
        for (Candidate candidate : event.getCandidates()) {
            if (candidate.getScore().isPresent() && candidate.getMessages().size() == 1) {
                answers.putIfAbsent(
                        candidate.getResponseId(),
                        new Answer(
                                response(event, candidate), candidate.getScore().get()));
            }
        }
    }

    private static GeneratedResponse response(FeedbackEvent event, Candidate candidate) {
        return GeneratedResponse.newBuilder()
                .setResponseId(candidate.getResponseId())
                .setTenant(event.getTenant())
                .setTask(event.getTask())
                .setPromptId(event.getPromptId())
                .setMessages(event.getMessages())
                .setResponse(candidate.getMessages().get(0).getContent())
                .setGenerator(candidate.getGenerator().orElse(null))
                .setEventTime(event.getEventTime())
                .build();
    }

    /** The answers as candidates of one group. */
    List<GeneratedResponse> candidates() {
        List<GeneratedResponse> candidates = new ArrayList<>();
        for (Answer answer : answers.values()) {
            candidates.add(GeneratedResponse.newBuilder(answer.response())
                    .setGroupId(id)
                    .setGroupSize(answers.size())
                    .build());
        }
        return candidates;
    }

    /** The expected score of an answer drawn at random. */
    double random() {
        return answers.values().stream().mapToDouble(Answer::judged).average().orElseThrow();
    }

    /** The mean score of the longest answers, which is one unless several are as long. */
    double longest() {
        int most = answers.values().stream().mapToInt(Answer::length).max().orElseThrow();
        return answers.values().stream()
                .filter(answer -> answer.length() == most)
                .mapToDouble(Answer::judged)
                .average()
                .orElseThrow();
    }

    double best() {
        return answers.values().stream().mapToDouble(Answer::judged).max().orElseThrow();
    }
}
