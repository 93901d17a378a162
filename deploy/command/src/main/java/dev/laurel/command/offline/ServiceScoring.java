package dev.laurel.command.offline;

import java.util.List;
import java.util.OptionalInt;

import dev.laurel.command.client.ScorerClient;
import dev.laurel.command.client.ScorerClient.Item;
import dev.laurel.command.client.ScorerClient.Score;
import dev.laurel.command.pairs.Texts;
import dev.laurel.reward.text.Conversation;
import dev.laurel.schema.Message;

/** Rewards of a line's champion, over HTTP from the running scorer. */
public record ServiceScoring(ScorerClient scorer, String line) implements Scoring<Conversation> {

    @Override
    public List<Outcome> score(List<Conversation> conversations) {
        return scorer.score(conversations.stream().map(this::item).toList()).stream()
                .map(ServiceScoring::outcome)
                .toList();
    }

    /** The answer is what is scored; the turns before it are the conversation. */
    private Item item(Conversation conversation) {
        List<Message> turns = Texts.turns(conversation.messages());
        int answer = conversation.answerFrom();
        return new Item(line, turns.subList(0, answer), turns.subList(answer, turns.size()), conversation.tools());
    }

    private static Outcome outcome(Score score) {
        return new Outcome.Reward(
                score.reward(),
                score.normalizedReward(),
                OptionalInt.of(score.modelVersion()),
                score.tokens(),
                score.truncated());
    }
}
