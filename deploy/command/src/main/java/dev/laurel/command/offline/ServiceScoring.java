package dev.laurel.command.offline;

import java.util.List;
import java.util.OptionalInt;

import dev.laurel.command.client.ScorerClient;
import dev.laurel.command.client.ScorerClient.Item;
import dev.laurel.command.client.ScorerClient.Score;
import dev.laurel.reward.text.Message;
import dev.laurel.schema.Messages;

/** Rewards of a line's champion, over HTTP from the running scorer. */
public record ServiceScoring(ScorerClient scorer, String line) implements Scoring<List<Message>> {

    @Override
    public List<Outcome> score(List<List<Message>> conversations) {
        return scorer.score(conversations.stream().map(this::item).toList()).stream()
                .map(ServiceScoring::outcome)
                .toList();
    }

    /** The last turn is what is scored; those before it are the conversation. */
    private Item item(List<Message> turns) {
        int last = turns.size() - 1;
        List<dev.laurel.schema.Message> before = turns.subList(0, last).stream()
                .map(turn -> Messages.text(turn.role(), turn.content()))
                .toList();
        return new Item(line, before, turns.get(last).content());
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
