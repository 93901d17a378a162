package dev.laurel.ingest.pair;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.laurel.ingest.check.EventLimits;
import dev.laurel.ingest.check.Findings;
import dev.laurel.ingest.ledger.Votes.Vote;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.accept.Shown;

import static dev.laurel.ingest.check.RejectionReason.DUPLICATE_CANDIDATE;
import static dev.laurel.ingest.check.RejectionReason.MISSING_FIELD;
import static dev.laurel.ingest.check.RejectionReason.TOO_MANY_PAIRS;

/**
 * Several answers in order: each is preferred to all in the tiers below its own. Each pair of a ranking of K answers weighs 1/C(K,2), so that a long
 * ranking counts no more than a short one; Ouyang et al. 2022, section 3.5.
 */
final class RankingRule implements PairRule<Ranking> {

    /** A longer ranking says nothing of the answers in one tier: their number grows with the square. */
    private static final int MOST_TIED = 141;

    @Override
    public FeedbackKind kind() {
        return FeedbackKind.RANKING;
    }

    @Override
    public List<Mention> mentions(Ranking ranking) {
        List<List<String>> tiers = ranking.getTiers();
        return IntStream.range(0, tiers.size())
                .boxed()
                .flatMap(tier -> IntStream.range(0, tiers.get(tier).size())
                        .mapToObj(place -> new Mention(
                                "tiers[" + tier + "][" + place + "]",
                                tiers.get(tier).get(place))))
                .toList();
    }

    @Override
    public void check(Ranking ranking, Findings findings) {
        long pairs = pairs(ranking);
        findings.expect(
                pairs <= EventLimits.PAIRS,
                TOO_MANY_PAIRS,
                "payload.tiers",
                "makes %,d pairs, more than the %,d that one event may make",
                pairs,
                EventLimits.PAIRS);
        Set<String> ranked = new HashSet<>();
        for (Mention mention : mentions(ranking)) {
            findings.expect(
                    ranked.add(mention.responseId()),
                    DUPLICATE_CANDIDATE,
                    "payload." + mention.field(),
                    "%s has an earlier place in the ranking too",
                    Shown.of(mention.responseId()));
        }
        findings.expect(
                ranked.size() >= 2, MISSING_FIELD, "payload.tiers", "ranks %d answers, not two or more", ranked.size());
    }

    /** How many pairs it makes when the texts of all answers are known. */
    private static long pairs(Ranking ranking) {
        long pairs = 0;
        long above = 0;
        for (List<String> tier : ranking.getTiers()) {
            pairs += above * tier.size();
            above += tier.size();
        }
        return pairs;
    }

    @Override
    public Stream<Judgement> judgements(Ranking ranking) {
        List<List<String>> tiers = ranking.getTiers();
        int answers = tiers.stream().mapToInt(List::size).sum();
        double weight = 2.0 / (answers * (answers - 1.0));
        Stream<Vote> ordered = IntStream.range(0, tiers.size()).boxed().flatMap(tier -> tiers.get(tier).stream()
                .flatMap(better -> tiers.subList(tier + 1, tiers.size()).stream()
                        .flatMap(List::stream)
                        .map(worse -> new Vote(better, worse, false, Optional.empty(), weight))));
        return Stream.concat(ordered, answers <= MOST_TIED ? tied(tiers) : Stream.empty())
                .map(Judgement.Voted::new);
    }

    private static Stream<Vote> tied(List<List<String>> tiers) {
        return tiers.stream().flatMap(tier -> IntStream.range(0, tier.size())
                .boxed()
                .flatMap(place -> tier.subList(place + 1, tier.size()).stream()
                        .map(other -> new Vote(tier.get(place), other, true, Optional.empty(), 0))));
    }
}
