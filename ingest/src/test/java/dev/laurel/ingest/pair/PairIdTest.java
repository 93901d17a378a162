package dev.laurel.ingest.pair;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.laurel.ingest.ledger.EventKey;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.PromptKey;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PairIdTest {

    private static final PromptKey PROMPT = new PromptKey("acme", "p1");

    /** Ids are written into topics and manifests: these must never change. */
    @Test
    void isTheSameForEver() {
        Claim claim = claim("a", "b", "e1", "e2");

        assertThat(PairId.of(PROMPT, FeedbackKind.RATING, claim)).isEqualTo("e0c5ec93afcd453564beee006cf7c9f9");
        assertThat(PairId.earlier(PROMPT, FeedbackKind.RATING, claim)).isEqualTo("57f47cccd78246f99c2fafaa1d2b657d");
    }

    @Test
    void differsWithTheSystemThatAnEventIsOf() {
        Claim other = new Claim("a", "b", Optional.empty(), 1, List.of(new EventKey("other", "e1")));

        assertThat(PairId.of(PROMPT, FeedbackKind.RATING, other))
                .isNotEqualTo(id(PROMPT, FeedbackKind.RATING, "a", "b", "e1"));
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
        return PairId.of(prompt, kind, claim(chosen, rejected, events));
    }

    private static Claim claim(String better, String worse, String... events) {
        List<EventKey> basis =
                Stream.of(events).map(event -> new EventKey("labelling", event)).toList();
        return new Claim(better, worse, Optional.empty(), 1, basis);
    }
}
