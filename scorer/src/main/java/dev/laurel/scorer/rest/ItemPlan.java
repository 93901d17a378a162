package dev.laurel.scorer.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.laurel.scorer.batch.RequestBatcher.Piece;
import dev.laurel.scorer.live.Encoded;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.scorer.rest.call.Encoding;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.service.problem.ProblemException;

/** The items of a request, each with the tokens to score or what is wrong with it; one version per line for the whole request. */
final class ItemPlan {

    private final int size;
    private final Map<Integer, ProblemException> refused = new TreeMap<>();
    private final List<ScoreItem> admitted = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();

    /** What became of an item. */
    sealed interface Result {

        /** Its score. */
        record Scored(ScoreItem item, ScoreReply reply) implements Result {}

        /** Why it has none. */
        record Refused(ProblemException problem) implements Result {}
    }

    private ItemPlan(int size) {
        this.size = size;
    }

    /** Reads and tokenises items, each of which may throw {@link ProblemException}. */
    static ItemPlan of(List<Supplier<ScoreItem>> items, Lease lease) {
        ItemPlan plan = new ItemPlan(items.size());
        Map<String, List<ScoreItem>> byLine = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            try {
                ScoreItem item = items.get(i).get();
                byLine.computeIfAbsent(item.line(), line -> new ArrayList<>()).add(item);
            } catch (ProblemException e) {
                plan.refused.put(i, e);
            }
        }
        byLine.forEach((line, ofLine) -> plan.add(line, lease.model(line), ofLine));
        return plan;
    }

    private void add(String line, Optional<LiveModel> model, List<ScoreItem> items) {
        if (model.isEmpty()) {
            items.forEach(item -> refused.put(
                    item.index(),
                    Refusals.noModel(
                            item.index(),
                            "line \"" + line + "\" has no active version yet; \"laurel train --line " + line
                                    + "\" trains one")));
            return;
        }
        List<Encoded> encoded =
                model.get().encode(items.stream().map(ScoreItem::conversation).toList());
        for (int i = 0; i < items.size(); i++) {
            if (encoded.get(i) instanceof Encoded.Readable readable) {
                admitted.add(items.get(i));
                pieces.add(new Piece(model.get(), readable.sequence()));
            } else if (encoded.get(i) instanceof Encoded.Unreadable unreadable) {
                refused.put(
                        items.get(i).index(), Encoding.unscorable(items.get(i).index(), unreadable.failure()));
            }
        }
    }

    /** Throws the {@link ProblemException} of the first item that has one; for requests that are answered as a whole. */
    ItemPlan requireAll() {
        refused.values().stream().findFirst().ifPresent(problem -> {
            throw problem;
        });
        return this;
    }

    /** What is to be scored. */
    List<Piece> pieces() {
        return pieces;
    }

    /** All items' results, in their order; {@code judgements} are those of the pieces. */
    List<Result> results(List<Judgement> judgements) {
        Result[] results = new Result[size];
        refused.forEach((index, problem) -> results[index] = new Result.Refused(problem));
        for (int i = 0; i < admitted.size(); i++) {
            ScoreItem item = admitted.get(i);
            results[item.index()] = judgements.get(i) instanceof Reward reward
                    ? new Result.Scored(item, new ScoreReply(item.responseId(), Score.of(reward)))
                    : new Result.Refused(Encoding.unscorable(item.index(), (Failure) judgements.get(i)));
        }
        return Arrays.asList(results);
    }

    /** All items' replies, in their order; throws the {@link ProblemException} of the first item that has none. */
    List<ScoreReply> replies(List<Judgement> judgements) {
        List<ScoreReply> replies = new ArrayList<>();
        for (Result result : results(judgements)) {
            if (result instanceof Result.Scored scored) {
                replies.add(scored.reply());
            } else if (result instanceof Result.Refused without) {
                throw without.problem();
            }
        }
        return replies;
    }
}
