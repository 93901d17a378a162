package dev.laurel.scorer.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.laurel.scorer.live.Judgement.Reward;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What OpenRLHF's reward server answers, in the order of the texts; all of them finite numbers.
 *
 * @param rewards what training optimises
 * @param scores what dynamic filtering looks at; the same here
 * @param extraLogs numbers for the run's log, each a list as long: besides OpenRLHF's own {@code dummy_scores} what else Laurel knows of each text
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record GetRewardReply(List<Double> rewards, List<Double> scores, Map<String, List<Double>> extraLogs) {

    static GetRewardReply of(List<Reward> scored, boolean normalized) {
        List<Double> rewards = each(scored, normalized ? Reward::normalized : Reward::raw);
        Map<String, List<Double>> logs = new LinkedHashMap<>();
        logs.put("dummy_scores", rewards);
        logs.put("raw_rewards", each(scored, Reward::raw));
        logs.put("normalized_rewards", each(scored, Reward::normalized));
        if (scored.stream().allMatch(reward -> reward.probability().isPresent())) {
            logs.put(
                    "probabilities", each(scored, reward -> reward.probability().orElseThrow()));
        }
        logs.put("tokens", each(scored, Reward::tokens));
        logs.put("truncated", each(scored, reward -> reward.truncated() ? 1 : 0));
        logs.put("answer_unread", each(scored, reward -> reward.answerUnread() ? 1 : 0));
        logs.put("model_version", each(scored, Reward::version));
        return new GetRewardReply(rewards, rewards, logs);
    }

    private static List<Double> each(List<Reward> rewards, ToDoubleFunction<Reward> number) {
        return rewards.stream().map(number::applyAsDouble).toList();
    }
}
