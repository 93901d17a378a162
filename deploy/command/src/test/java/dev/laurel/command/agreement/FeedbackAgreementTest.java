package dev.laurel.command.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.laurel.command.agreement.TaskAgreement.Subject;
import dev.laurel.command.option.Scope;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Comparison;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Ranking;
import dev.laurel.schema.Rating;
import dev.laurel.schema.Thumb;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FeedbackAgreementTest {

    private static final Scope ALL = new Scope(Set.of(), Set.of());
    private static final Subject COMPARISONS = new Subject("acme", "default", JudgementKind.COMPARISONS);

    private int moment;

    /** Two prompts, three judges; what is said in another order of the two answers, or in a ranking or a ready-made pair, is the same. */
    private List<FeedbackEvent> twoPrompts() {
        return List.of(
                by("ann", "p", compared("a", "b", ComparisonOutcome.A)),
                by("bob", "p", compared("b", "a", ComparisonOutcome.B)),
                by("cy", "p", new Ranking(List.of(List.of("a"), List.of("b")))),
                by("ann", "q", compared("a", "b", ComparisonOutcome.TIE)),
                by("bob", "q", new PremadePair("b", "a", null)),
                by("cy", "q", compared("a", "b", ComparisonOutcome.BOTH_BAD)));
    }

    /** Values 1 1 1 and 0 2 0: of 15 pairs of judgements 11 differ, D_e = 11/15, D_o = (4/2)/6; alpha = 1 − 5/11. */
    @Test
    void comparisonsOfAllKindsAreOneNominalScale() {
        TaskAgreement found = of(twoPrompts()).get(COMPARISONS);

        assertThat(found.alpha()).hasValueCloseTo(1 - 5 / 11.0, within(1e-12));
        assertThat(found.units()).isEqualTo(2);
        assertThat(found.judgements()).isEqualTo(6);
        assertThat(found.judges().get(0).name()).isEqualTo("annotator/bob");
    }

    @Test
    void ratingsAreOnTheirOwnScaleAndThumbsAreTwoValues() {
        Map<Subject, TaskAgreement> found = of(List.of(
                by("ann", "p", new Rating("a", 5.0, 1.0, 5.0)),
                by("bob", "p", new Rating("a", 100.0, 0.0, 100.0)),
                by("ann", "p", new Rating("b", 1.0, 1.0, 5.0)),
                by("bob", "p", new Rating("b", 0.0, 0.0, 100.0)),
                by("cy", "p", new Rating("b", 7.0, 1.0, 5.0)),
                by("ann", "p", new Thumb("a", true)),
                by("bob", "p", new Thumb("a", false)),
                by("cy", "p", new Thumb("b", true))));

        TaskAgreement ratings = found.get(new Subject("acme", "default", JudgementKind.RATINGS));
        assertThat(ratings.alpha()).hasValueCloseTo(1.0, within(1e-12));
        assertThat(ratings.judges()).hasSize(2); // 7 is not on a scale from 1 to 5
        TaskAgreement thumbs = found.get(new Subject("acme", "default", JudgementKind.THUMBS));
        assertThat(thumbs.alpha()).hasValueCloseTo(0.0, within(1e-12));
        assertThat(thumbs.alone()).isEqualTo(1);
    }

    @Test
    void whatCountsDoesNotDependOnTheOrder() {
        List<FeedbackEvent> events = new ArrayList<>(twoPrompts());
        events.add(by("ann", "p", compared("a", "b", ComparisonOutcome.B), "judgement-1", null));
        events.add(by("ann", "p", compared("a", "b", ComparisonOutcome.TIE), "judgement-1", null));
        events.add(by("bob", "q", compared("a", "b", ComparisonOutcome.TIE), null, "event-of-nobody"));
        events.add(FeedbackEvent.newBuilder(by("cy", "p", compared("a", "b", ComparisonOutcome.A)))
                .setTask("tone")
                .build());
        events.add(by("eve", "p", compared("a", "b", ComparisonOutcome.B), "judgement-2", null));
        events.add(FeedbackEvent.newBuilder(by("eve", "p", null, "judgement-2", null))
                .setOperation(FeedbackOperation.RETRACT)
                .build());
        FeedbackEvent gone = by("dee", "p", compared("a", "b", ComparisonOutcome.B));
        events.add(gone);
        events.add(FeedbackEvent.newBuilder(by("dee", "p", compared("a", "b", ComparisonOutcome.B)))
                .setOperation(FeedbackOperation.RETRACT)
                .setSupersedes(gone.getEventId())
                .setTask("other")
                .setPayload(null)
                .build());
        events.addAll(events.subList(0, 3)); // repetitions
        double alpha = of(events).get(COMPARISONS).alpha().orElseThrow();

        // p: ann ties, bob and cy prefer a; q: all tie; n = 6 with 2 and 4 alike: D_e = 16/30, D_o = 2/6
        assertThat(alpha).isCloseTo(1 - (2 / 6.0) / (16 / 30.0), within(1e-12));
        for (int seed = 0; seed < 50; seed++) {
            List<FeedbackEvent> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(of(shuffled).get(COMPARISONS).alpha()).hasValueCloseTo(alpha, within(1e-12));
        }
    }

    @Test
    void aRetractionNeedNotNameTheTask() {
        FeedbackEvent judged = FeedbackEvent.newBuilder(by("ann", "p", compared("a", "b", ComparisonOutcome.A)))
                .setTask("tone")
                .build();
        FeedbackEvent other = FeedbackEvent.newBuilder(by("bob", "p", compared("a", "b", ComparisonOutcome.A)))
                .setTask("tone")
                .build();
        FeedbackEvent retraction = FeedbackEvent.newBuilder(by("ann", "p", null))
                .setOperation(FeedbackOperation.RETRACT)
                .setSupersedes(judged.getEventId())
                .build();
        FeedbackAgreement tone = new FeedbackAgreement(new Scope(Set.of(), Set.of("tone")));

        List.of(judged, other).forEach(tone::take);
        assertThat(tone.byTask()).hasSize(1);
        tone.take(retraction);
        assertThat(tone.byTask()).isEmpty();
    }

    @Test
    void judgementsOfNobodyAreCountedAndLeftOut() {
        FeedbackAgreement agreement = new FeedbackAgreement(ALL);
        FeedbackEvent unnamed = by("ann", "p", compared("a", "b", ComparisonOutcome.A));
        unnamed = FeedbackEvent.newBuilder(unnamed)
                .setSource(FeedbackSource.newBuilder(unnamed.getSource())
                        .setAnnotator(null)
                        .build())
                .build();
        agreement.take(unnamed);
        agreement.take(by("bob", "p", compared("a", "b", ComparisonOutcome.A)));

        assertThat(agreement.byTask()).isEmpty();
        assertThat(agreement.unnamed()).isEqualTo(1);
    }

    @Test
    void theIntervalIsDrawnOverPrompts() {
        List<FeedbackEvent> events = new ArrayList<>();
        Random random = new Random(1);
        for (int prompt = 0; prompt < 300; prompt++) {
            ComparisonOutcome ann = random.nextBoolean() ? ComparisonOutcome.A : ComparisonOutcome.B;
            ComparisonOutcome bob = random.nextInt(10) > 0 ? ann : ComparisonOutcome.TIE;
            events.add(by("ann", "p" + prompt, compared("a", "b", ann)));
            events.add(by("bob", "p" + prompt, compared("a", "b", bob)));
        }
        TaskAgreement found = of(events).get(COMPARISONS);

        assertThat(found.interval()).hasValueSatisfying(interval -> {
            assertThat(interval.low()).isLessThan(found.alpha().orElseThrow()).isGreaterThan(0.7);
            assertThat(interval.high())
                    .isGreaterThan(found.alpha().orElseThrow())
                    .isLessThan(0.95);
        });
        assertThat(of(events.subList(0, 2)).get(COMPARISONS).interval()).isEmpty();
    }

    private static Map<Subject, TaskAgreement> of(List<FeedbackEvent> events) {
        FeedbackAgreement agreement = new FeedbackAgreement(ALL);
        events.forEach(agreement::take);
        return agreement.byTask();
    }

    private static Comparison compared(String a, String b, ComparisonOutcome outcome) {
        return new Comparison(a, b, outcome, null);
    }

    private FeedbackEvent by(String annotator, String prompt, Object payload) {
        return by(annotator, prompt, payload, null, null);
    }

    private FeedbackEvent by(String annotator, String prompt, Object payload, String feedbackId, String supersedes) {
        moment++;
        return FeedbackEvent.newBuilder()
                .setEventId("event-" + moment)
                .setFeedbackId(feedbackId)
                .setOperation(supersedes == null ? FeedbackOperation.CREATE : FeedbackOperation.UPDATE)
                .setSupersedes(supersedes)
                .setTenant("acme")
                .setEventTime(Instant.EPOCH.plusSeconds(moment))
                .setSource(FeedbackSource.newBuilder()
                        .setSystem("test")
                        .setActor(ActorKind.ANNOTATOR)
                        .setAnnotator(annotator)
                        .build())
                .setPromptId(prompt)
                .setPayload(payload)
                .build();
    }
}
