package dev.laurel.scorer.rest.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.Message;
import dev.laurel.schema.accept.Texts;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Prompts and answers that clients of rerankers send: each pair is a conversation of one question and one answer, formatted as the model was trained. A
 * prompt that is said once goes with every answer. What answers multiply by prompts is bounded in characters.
 */
public final class Pairs {

    public static final int MOST_CHARACTERS = 64 << 20;

    private Pairs() {}

    /** A text or texts: plain, or objects with a {@code text}, or with a {@code content} of parts of type text. */
    public static List<String> texts(String field, JsonNode value) {
        if (!value.isArray()) {
            return List.of(text(field, value));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            texts.add(text(field + "[" + texts.size() + "]", each));
        }
        return texts;
    }

    /** One of {@link #texts}. */
    public static String text(String field, JsonNode value) {
        if (value.isObject() && value.path("content").isArray()) {
            return Conversations.content(null, field + ".content", value.path("content"));
        }
        return value.isObject()
                ? Conversations.text(null, field + ".text", value.path("text"))
                : Conversations.text(null, field, value);
    }

    /** The conversations of these pairs; throws {@link ProblemException} where prompts do not go with answers, or a prompt says nothing. */
    public static Input.Conversations of(
            String promptField, List<String> prompts, String answerField, List<String> answers, int most) {
        if (prompts.isEmpty() || answers.isEmpty()) {
            String empty = prompts.isEmpty() ? promptField : answerField;
            throw Refusals.badParameter(empty, empty + " must not be empty");
        }
        if (prompts.size() != 1 && prompts.size() != answers.size()) {
            throw Refusals.badParameter(
                    promptField,
                    promptField + " has " + prompts.size() + " texts and " + answerField + " " + answers.size()
                            + ": one prompt goes with every answer, or each with its own");
        }
        requireBounded(prompts, answers, most);
        for (int i = 0; i < prompts.size(); i++) {
            String place = prompts.size() == 1 ? promptField : promptField + "[" + i + "]";
            Texts.saidProblem(prompts.get(i)).ifPresent(problem -> {
                throw Refusals.unacceptable(null, place, place + " " + problem);
            });
        }
        List<Conversation> conversations = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            String prompt = prompts.get(prompts.size() == 1 ? 0 : i);
            conversations.add(Conversation.of(
                    List.of(new Message("user", prompt)),
                    List.of(new Message("assistant", answers.get(i))),
                    Optional.empty()));
        }
        return new Input.Conversations(answerField, conversations);
    }

    private static void requireBounded(List<String> prompts, List<String> answers, int most) {
        if (answers.size() > most) {
            throw Refusals.tooMany(answers.size() + " pairs where one request may have " + most);
        }
        long times = prompts.size() == 1 ? answers.size() : 1;
        long characters = prompts.stream().mapToLong(String::length).sum() * times
                + answers.stream().mapToLong(String::length).sum();
        if (characters > MOST_CHARACTERS) {
            throw Refusals.tooMany("the pairs have %,d characters where one request may have %,d; send several requests"
                    .formatted(characters, MOST_CHARACTERS));
        }
    }
}
