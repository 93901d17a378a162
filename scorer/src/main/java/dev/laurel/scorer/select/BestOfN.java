package dev.laurel.scorer.select;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.RankedCandidate;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.SelectedResponse;
import dev.laurel.schema.Selection;

/**
 * Ranks the candidates of a group by their reward on the reference scale, which may come from several versions of one line, and selects the best.
 *
 * <p>Rewards that agree to a millionth are equal: below that a reward depends on the other responses of its batch. Of equals the one that was generated
 * first is better, then the one with the smaller id, so that the choice never depends on the order of arrival.
 */
public final class BestOfN {

    private static final double STEP = 1e-6;

    private static final Comparator<ScoredResponse> BEST_FIRST = Comparator.comparingLong(BestOfN::steps)
            .reversed()
            .thenComparing(ScoredResponse::getEventTime)
            .thenComparing(ScoredResponse::getResponseId);

    private BestOfN() {}

    /** A scored record without its texts, which take nearly all of its room and no part in the ranking. */
    public static ScoredResponse withoutTexts(ScoredResponse scored) {
        return ScoredResponse.newBuilder(scored)
                .setMessages(List.of())
                .setTools(null)
                .setResponse("")
                .setAnswer(List.of())
                .setAttributes(Map.of())
                .build();
    }

    /** Candidates with a reward, best first. */
    public static List<ScoredResponse> ranked(List<ScoredResponse> scored) {
        return scored.stream().sorted(BEST_FIRST).toList();
    }

    /**
     * The group's selection.
     *
     * @param group that has ended
     * @param ranked its candidates that have a reward, best first; their texts are not looked at
     * @param whole the first of those, with their texts: what is selected
     * @param wanted how many are asked for (K)
     */
    public static SelectedResponse select(
            Group group, List<ScoredResponse> ranked, List<ScoredResponse> whole, int wanted) {
        List<Selection> selected = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            selected.add(selection(ranked, i, whole.get(i)));
        }
        return SelectedResponse.newBuilder()
                .setGroupId(group.name().groupId())
                .setTenant(group.name().tenant())
                .setTask(group.name().task())
                .setPromptId(group.name().promptId())
                .setTools(whole.stream()
                        .findFirst()
                        .flatMap(ScoredResponse::getTools)
                        .orElse(null))
                .setSubject(ranked.stream()
                        .findFirst()
                        .flatMap(ScoredResponse::getSubject)
                        .orElse(null))
                .setSelected(selected)
                .setCandidates(ranked.stream().map(BestOfN::candidate).toList())
                .setExpected(group.expected())
                .setMissing(group.missing())
                .setUnscored(group.unscored())
                .setWanted(wanted)
                .setClosedBy(group.end().orElseThrow().by())
                .setModelLine(ranked.stream()
                        .findFirst()
                        .map(ScoredResponse::getModelLine)
                        .orElse(""))
                .setEventTime(group.latest())
                .build();
    }

    private static Selection selection(List<ScoredResponse> ranked, int place, ScoredResponse whole) {
        ScoredResponse response = ranked.get(place);
        Optional<ScoredResponse> next =
                place + 1 < ranked.size() ? Optional.of(ranked.get(place + 1)) : Optional.empty();
        Optional<ScoredResponse> before = place > 0 ? Optional.of(ranked.get(place - 1)) : Optional.empty();
        boolean tied =
                Stream.of(before, next).flatMap(Optional::stream).anyMatch(other -> steps(other) == steps(response));
        return Selection.newBuilder()
                .setResponseId(response.getResponseId())
                .setGenerator(response.getGenerator().orElse(null))
                .setMessages(conversation(whole))
                .setAnswer(whole.getAnswer())
                .setNormalizedReward(response.getNormalizedReward())
                .setMargin(next.map(other -> lead(response, other)).orElse(null))
                .setTied(tied)
                .build();
    }

    /** Not below zero: within a step the order is not that of the rewards. */
    private static double lead(ScoredResponse response, ScoredResponse next) {
        return Math.max(0, response.getNormalizedReward() - next.getNormalizedReward());
    }

    private static List<Message> conversation(ScoredResponse response) {
        List<Message> conversation = new ArrayList<>(response.getMessages());
        conversation.addAll(Messages.answer(response));
        return conversation;
    }

    private static RankedCandidate candidate(ScoredResponse response) {
        return RankedCandidate.newBuilder()
                .setResponseId(response.getResponseId())
                .setReward(response.getReward())
                .setNormalizedReward(response.getNormalizedReward())
                .setModelVersion(response.getModelVersion())
                .setGenerator(response.getGenerator().orElse(null))
                .build();
    }

    private static long steps(ScoredResponse response) {
        return Math.round(response.getNormalizedReward() / STEP);
    }
}
