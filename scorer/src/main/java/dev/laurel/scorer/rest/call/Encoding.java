package dev.laurel.scorer.rest.call;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.reward.text.Conversation;
import dev.laurel.reward.text.TokenSequence;
import dev.laurel.scorer.batch.RequestBatcher.Piece;
import dev.laurel.scorer.live.Encoded;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.service.problem.ProblemException;

/** From a request's conversations to what is scored, and from judgements to rewards, for requests that are answered as a whole or not at all. */
public final class Encoding {

    private Encoding() {}

    /** The tokens of conversations; throws {@link ProblemException} naming the first that the model's formatting refuses. */
    static List<TokenSequence> sequences(String field, LiveModel model, List<Conversation> conversations) {
        List<TokenSequence> sequences = new ArrayList<>();
        for (Encoded encoded : model.encode(conversations)) {
            if (encoded instanceof Encoded.Unreadable unreadable) {
                String place = conversations.size() == 1 ? field : field + "[" + sequences.size() + "]";
                throw Refusals.badParameter(place, unreadable.failure().message());
            }
            sequences.add(((Encoded.Readable) encoded).sequence());
        }
        return sequences;
    }

    public static List<Piece> pieces(LiveModel model, List<TokenSequence> sequences) {
        return sequences.stream().map(sequence -> new Piece(model, sequence)).toList();
    }

    /** All rewards; throws the {@link ProblemException} of the first text that has none. */
    public static List<Reward> rewards(List<Judgement> judgements) {
        List<Reward> rewards = new ArrayList<>();
        for (Judgement judgement : judgements) {
            if (judgement instanceof Failure failure) {
                throw unscorable(rewards.size(), failure);
            }
            rewards.add((Reward) judgement);
        }
        return rewards;
    }

    public static ProblemException unscorable(int index, Failure failure) {
        return Refusals.unscorable(index, failure.reason() + ": " + failure.message());
    }
}
