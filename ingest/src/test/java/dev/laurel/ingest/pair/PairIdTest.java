package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.ingest.Samples;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.PromptKey;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PairIdTest {

    private static final PromptKey PROMPT = new PromptKey("acme", "p1");

    /** Ids are written into topics and manifests: this one must never change. */
    @Test
    void isTheSameForEver() {
        assertThat(id(PROMPT, FeedbackKind.RATING, "a", "b", "e1", "e2")).isEqualTo("57f47cccd78246f99c2fafaa1d2b657d");
    }

    @Test
    void doesNotDependOnTheOrderOfTheEvents() {
        assertThat(id(PROMPT, FeedbackKind.RATING, "a", "b", "e2", "e1"))
                .isEqualTo(id(PROMPT, FeedbackKind.RATING, "a", "b", "e1", "e2"));
    }

    @Test
    void differsWithEverythingThatMakesAPair() {
        assertThat(Stream.of(
                        id(PROMPT, FeedbackKind.RATING, "a", "b", "e1"),
                        id(PROMPT, FeedbackKind.RATING, "b", "a", "e1"),
                        id(PROMPT, FeedbackKind.RATING, "ab", "", "e1"),
                        id(PROMPT, FeedbackKind.THUMB, "a", "b", "e1"),
                        id(PROMPT, FeedbackKind.RATING, "a", "b", "e2"),
                        id(new PromptKey("acme", "p2"), FeedbackKind.RATING, "a", "b", "e1"),
                        id(new PromptKey("other", "p1"), FeedbackKind.RATING, "a", "b", "e1")))
                .doesNotHaveDuplicates();
    }

    private static String id(PromptKey prompt, FeedbackKind kind, String chosen, String rejected, String... events) {
        List<FeedbackEvent> basis = Stream.of(events)
                .map(event -> Samples.comparison(event, ComparisonOutcome.A))
                .toList();
        return PairId.of(
                prompt, kind, new Preference(completion(chosen), completion(rejected), Optional.empty(), 1, basis));
    }

    private static Completion completion(String responseId) {
        return new Completion(responseId, null, List.of(), null);
    }
}
