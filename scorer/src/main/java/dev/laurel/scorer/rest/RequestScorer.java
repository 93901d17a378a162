package dev.laurel.scorer.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.Judgement.Failure;
import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.scorer.live.LiveModels;

import jakarta.inject.Singleton;

/** Scores the items of one HTTP request with the models that score the stream: one version per line for the whole request. Safe for many threads. */
@Singleton
public class RequestScorer {

    private final LiveModels models;

    public RequestScorer(LiveModels models) {
        this.models = models;
    }

    /** Replies in the order of the items; throws {@link Problem} naming the first item that cannot be scored. */
    List<ScoreReply> score(List<ScoreItem> items) {
        Map<String, List<ScoreItem>> byLine = new LinkedHashMap<>();
        items.forEach(item ->
                byLine.computeIfAbsent(item.line(), line -> new ArrayList<>()).add(item));
        ScoreReply[] replies = new ScoreReply[items.size()];
        try (Lease lease = models.lease()) {
            byLine.forEach((line, ofLine) -> {
                LiveModel model = lease.model(line)
                        .orElseThrow(() -> Problem.noModel(
                                ofLine.get(0).index(), "line \"" + line + "\" has no active version yet"));
                List<Judgement> judgements =
                        model.judge(ofLine.stream().map(ScoreItem::conversation).toList());
                for (int i = 0; i < judgements.size(); i++) {
                    ScoreItem item = ofLine.get(i);
                    replies[item.index()] = reply(item, judgements.get(i));
                }
            });
        }
        return Arrays.asList(replies);
    }

    private static ScoreReply reply(ScoreItem item, Judgement judgement) {
        if (judgement instanceof Failure failure) {
            throw Problem.unscorable(item.index(), failure.reason() + ": " + failure.message());
        }
        return ScoreReply.of(item, (Reward) judgement);
    }
}
