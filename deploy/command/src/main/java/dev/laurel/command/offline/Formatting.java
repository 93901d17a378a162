package dev.laurel.command.offline;

import java.util.Optional;

import dev.laurel.reward.text.FormattingProfile;
import dev.laurel.reward.text.FormattingRule;

/** What a training changes in the formatting profile of the model it begins with. */
public record Formatting(Optional<FormattingRule> kind, Optional<Integer> maxTokens) {

    FormattingProfile over(FormattingProfile profile) {
        return new FormattingProfile(
                kind.orElse(profile.kind()), maxTokens.orElse(profile.maxTokens()), profile.reading());
    }
}
