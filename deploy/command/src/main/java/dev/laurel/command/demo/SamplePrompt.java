package dev.laurel.command.demo;

import java.util.List;
import java.util.Map;

/** A prompt of the shipped sample with all answers to it. */
record SamplePrompt(String promptId, String prompt, List<Answer> answers) {

    /** @param rewards normalised, by line */
    record Answer(String responseId, String generator, String response, Map<String, Double> rewards) {}
}
