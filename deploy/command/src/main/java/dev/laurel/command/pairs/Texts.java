package dev.laurel.command.pairs;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.reward.text.Message;
import dev.laurel.reward.text.PairText;
import dev.laurel.schema.Candidate;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PremadePair;

/** The texts of records, as the reward model takes them. */
public final class Texts {

    private static final double FULL_WEIGHT = 1;

    private Texts() {}

    public static List<Message> of(List<dev.laurel.schema.Message> turns) {
        return turns.stream()
                .map(turn -> new Message(turn.getRole(), turn.getContent()))
                .toList();
    }

    /** The conversation with the response at its end. */
    public static List<Message> conversation(GeneratedResponse response) {
        List<Message> turns = new ArrayList<>(of(response.getMessages()));
        turns.add(new Message("assistant", response.getResponse()));
        return turns;
    }

    public static PairText of(PreferencePair pair) {
        return new PairText(
                of(pair.getPrompt()),
                of(pair.getChosen().getMessages()),
                of(pair.getRejected().getMessages()),
                pair.getMargin().orElse(0.0),
                pair.getWeight());
    }

    /** The pair of an event that holds a pre-made one. */
    public static PairText ofPremadePair(FeedbackEvent event) {
        PremadePair pair = (PremadePair) event.getPayload().orElseThrow();
        return new PairText(
                of(event.getMessages()),
                answer(event, pair.getChosen()),
                answer(event, pair.getRejected()),
                pair.getMargin().orElse(0.0),
                FULL_WEIGHT);
    }

    private static List<Message> answer(FeedbackEvent event, String responseId) {
        Candidate candidate = event.getCandidates().stream()
                .filter(side -> side.getResponseId().equals(responseId))
                .findFirst()
                .orElseThrow();
        return of(candidate.getMessages());
    }
}
