package dev.laurel.ingest.pair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.laurel.gates.GateReason;
import dev.laurel.gates.Gates;
import dev.laurel.gates.personal.PersonalData;
import dev.laurel.ingest.Samples;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackSource;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PremadePair;
import dev.laurel.schema.Rating;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

import static dev.laurel.ingest.Samples.but;
import static dev.laurel.ingest.Samples.comparison;
import static dev.laurel.ingest.Samples.response;
import static dev.laurel.ingest.Samples.retraction;
import static org.assertj.core.api.Assertions.assertThat;

/** What gates do to the pairs of a prompt whose ledger goes on. */
class GatedPairsTest {

    private static final String PASS = "1000000";

    @Test
    void heldBackPairIsReportedAndNotPublished() {
        Prompt prompt = gated("longest-answer", "7");

        EntryOutcome.Entered entered = (EntryOutcome.Entered) prompt.enter(comparison("e1", ComparisonOutcome.A));

        assertThat(entered.changes()).isEmpty();
        assertThat(entered.gates().heldBack())
                .containsExactly(new GateReport.HeldBack("default", GateReason.ANSWER_LENGTH));
        assertThat(prompt.take(retraction("r1", "e1"))).isEmpty();
    }

    @Test
    void heldBackPairIsReportedOnceHoweverItsTextsCome() {
        Prompt prompt = gated("longest-answer", "7");
        List<GateReport.HeldBack> reported = new ArrayList<>();

        for (SpecificRecord record : List.of(
                but(Samples.pairWithoutTexts("e1"), event -> event.setMessages(List.of())),
                response("a"),
                response("b"),
                but(
                        comparison("e2", ComparisonOutcome.TIE),
                        event -> event.setSource(Samples.feedback("x", null).getSource())))) {
            reported.addAll(report(prompt, record).heldBack());
        }

        assertThat(reported).hasSize(1);
    }

    @Test
    void gradesBesideAHeldBackPairDoNotReportItAgain() {
        Prompt prompt = gated("longest-answer", "8");
        List<GateReport.HeldBack> reported = new ArrayList<>();
        FeedbackEvent far =
                Samples.feedback("e0", new Rating("long", 1.0, 1.0, 5.0), Samples.answer("long", "A longer answer"));

        reported.addAll(report(prompt, far).heldBack());
        for (int i = 0; i < 4; i++) {
            reported.addAll(report(prompt, Samples.rating("e" + (i + 1), "" + i, 2 + i * 0.5))
                    .heldBack());
        }

        assertThat(reported).hasSize(4);
    }

    @Test
    void whatIsPublishedStaysWhenTheGatesChange() {
        Prompt before = Prompt.after(comparison("e1", ComparisonOutcome.A));
        Prompt after = before.with(settings("longest-answer", "7"));

        assertThat(after.take(but(comparison("e2", ComparisonOutcome.A), event -> event.setSource(other("bob")))))
                .isEmpty();
        assertThat(after.standing()).containsExactly("a>b");
        assertThat(after.take(retraction("r1", "e1")))
                .extracting(PreferencePair::getOperation)
                .containsExactly(PairOperation.WITHDRAW);
    }

    @Test
    void changedMindIsWithdrawnThoughTheNewPairIsHeldBack() {
        Prompt after = Prompt.after(comparison("e1", ComparisonOutcome.A)).with(settings("longest-answer", "7"));

        List<PreferencePair> changes = after.take(
                but(comparison("e2", ComparisonOutcome.B), event -> event.setEventTime(Samples.NOON.plusSeconds(1))));

        assertThat(changes).extracting(PreferencePair::getOperation).containsExactly(PairOperation.WITHDRAW);
    }

    @Test
    void capsCountWhatStandsAlsoOfBefore() {
        Prompt prompt = Prompt.after(by("ann", "e1")).with(settings("pairs-per-prompt", "2"));

        assertThat(prompt.take(by("bob", "e2"))).hasSize(1);
        assertThat(reasons(prompt, by("cleo", "e3"))).containsExactly(GateReason.PROMPT_CAP);
        prompt.take(retraction("r1", "e1"));
        assertThat(prompt.take(by("dan", "e4"))).hasSize(1);
        assertThat(reasons(prompt, by("eve", "e5"))).containsExactly(GateReason.PROMPT_CAP);

        Prompt open = prompt.with(PairSettings.DEFAULT);
        assertThat(open.take(by("finn", "e6"))).hasSize(1);
        Prompt again = open.with(settings("pairs-per-prompt", "4"));
        assertThat(again.take(by("gil", "e7"))).hasSize(1);
        assertThat(reasons(again, by("hal", "e8"))).containsExactly(GateReason.PROMPT_CAP);
    }

    @Test
    void subjectsHaveCapsOfTheirOwn() {
        Prompt prompt = gated("pairs-per-subject", "1");
        FeedbackEvent first = of("u1", by("ann", "e1"));

        assertThat(prompt.take(first)).hasSize(1);
        assertThat(reasons(prompt, of("u1", by("bob", "e2")))).containsExactly(GateReason.SUBJECT_CAP);
        assertThat(prompt.take(of("u2", by("cleo", "e3")))).hasSize(1);
        prompt.take(retraction("r1", "e1"));
        assertThat(prompt.take(of("u1", by("dan", "e4")))).hasSize(1);
    }

    @Test
    void sameTextsUnderOtherIdsAreADuplicateAsLongAsThePairStands() {
        Prompt prompt = gated("duplicates", "held-back");

        assertThat(prompt.take(premade("e1", "a", "b"))).hasSize(1);
        assertThat(reasons(prompt, premade("e2", "c", "d"))).containsExactly(GateReason.DUPLICATE);
        assertThat(prompt.take(but(premade("e3", "e", "f"), event -> event.setSource(other("bob")))))
                .hasSize(1);
        prompt.take(retraction("r1", "e1"));
        assertThat(prompt.take(premade("e4", "g", "h"))).hasSize(1);
    }

    @Test
    void pairThatTookADuplicatesPlaceIsNoReasonToHoldItBack() {
        Prompt prompt = gated("duplicates", "held-back");
        prompt.take(comparison("e1", ComparisonOutcome.A));
        prompt.take(
                but(comparison("e2", ComparisonOutcome.B), event -> event.setEventTime(Samples.NOON.plusSeconds(1))));

        assertThat(prompt.take(Samples.feedback(
                        "e3",
                        new PremadePair("c", "d", null),
                        Samples.answer("c", "Answer a"),
                        Samples.answer("d", "Answer b"))))
                .hasSize(1);
    }

    @Test
    void personalDataIsReplacedOnTheWayOutAlone() {
        Prompt prompt = gated("replace", "email");
        FeedbackEvent event = Samples.feedback(
                "e1",
                new PremadePair("a", "b", null),
                Samples.answer("a", "Ask a@b.de or c@d.de"),
                Samples.answer("b", "No"));
        EntryOutcome.Entered entered = (EntryOutcome.Entered) prompt.enter(event);

        assertThat(text(entered.changes().get(0))).isEqualTo("Ask [EMAIL] or [EMAIL]");
        assertThat(entered.gates().replaced())
                .containsExactly(new GateReport.Replaced("default", PersonalData.EMAIL, 2));
        assertThat(prompt.enter(event)).isEqualTo(new EntryOutcome.Repeated());

        PreferencePair withdrawn = prompt.take(retraction("r1", "e1")).get(0);
        assertThat(text(withdrawn)).isEqualTo("Ask [EMAIL] or [EMAIL]");
        assertThat(withdrawn.getPairId()).isEqualTo(entered.changes().get(0).getPairId());
    }

    @Test
    void answersThatDifferInPersonalDataOnlyAreHeldBack() {
        Prompt prompt = gated("replace", "email");
        FeedbackEvent event = Samples.feedback(
                "e1", new PremadePair("a", "b", null), Samples.answer("a", "a@b.de"), Samples.answer("b", "c@d.de"));

        assertThat(reasons(prompt, event)).containsExactly(GateReason.EQUAL_REPLACED);
    }

    /** Gates that look at the pair alone let the same pairs stand in every order, and gates that let everything pass change nothing. */
    @Test
    void orderDoesNotMatterToGatesThatLookAtThePairAlone() {
        PairSettings some = settings("longest-answer", "8", "banned-annotators", "r1");
        PairSettings passing = settings(
                "longest-answer", PASS, "pairs-per-prompt", PASS, "pairs-per-subject", PASS, "near-equal", "1");
        int heldBack = 0;
        for (int seed = 0; seed < 40; seed++) {
            List<SpecificRecord> records = LedgerOrderTest.records(new Random(seed), 14, "", 60);
            Set<String> open = null;
            Set<String> gated = null;
            for (int order = 0; order < 3; order++) {
                Set<String> all = standing(PairSettings.DEFAULT, records);
                assertThat(standing(passing, records)).isEqualTo(all);
                Set<String> ids = standing(some, records);
                assertThat(ids).as("seed %d", seed).isEqualTo(gated == null ? ids : gated);
                assertThat(all).containsAll(ids).isEqualTo(open == null ? all : open);
                open = all;
                gated = ids;
                Collections.shuffle(records, new Random(seed));
            }
            heldBack += open.size() - gated.size();
        }
        assertThat(heldBack).isGreaterThan(100);
    }

    /** With whatever comes and goes, the kept numbers are those of what stands. */
    @Test
    void capsHoldWhateverComes() {
        PairSettings capped = settings("pairs-per-prompt", "5", "pairs-per-subject", "2");
        for (int seed = 0; seed < 40; seed++) {
            Prompt prompt = new Prompt(capped);
            for (SpecificRecord record : LedgerOrderTest.records(new Random(seed), 14, "", 80)) {
                LedgerOrderTest.enter(prompt, record);
                Map<String, Long> byTask = prompt.standingPairs().stream()
                        .collect(Collectors.groupingBy(PreferencePair::getTask, Collectors.counting()));
                assertThat(byTask.values()).allMatch(count -> count <= 5);
                byTask.forEach((task, count) ->
                        assertThat(prompt.ledger().counts().of(task)).isEqualTo(count.intValue()));
            }
        }
    }

    private static Set<String> standing(PairSettings settings, List<SpecificRecord> records) {
        Prompt prompt = new Prompt(settings);
        records.forEach(record -> LedgerOrderTest.enter(prompt, record));
        return prompt.standingPairs().stream()
                .map(PreferencePair::getPairId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Prompt gated(String... settings) {
        return new Prompt(settings(settings));
    }

    /** @param keysAndValues for all tasks */
    private static PairSettings settings(String... keysAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new PairSettings(false, Gates.read(Map.of("*", settings)));
    }

    private static GateReport report(Prompt prompt, SpecificRecord record) {
        EntryOutcome outcome =
                record instanceof FeedbackEvent event ? prompt.enter(event) : prompt.enter((GeneratedResponse) record);
        return ((EntryOutcome.Entered) outcome).gates();
    }

    private static List<GateReason> reasons(Prompt prompt, FeedbackEvent event) {
        return report(prompt, event).heldBack().stream()
                .map(GateReport.HeldBack::reason)
                .toList();
    }

    private static FeedbackEvent by(String annotator, String eventId) {
        return but(comparison(eventId, ComparisonOutcome.A), event -> event.setSource(other(annotator)));
    }

    private static FeedbackEvent of(String subject, FeedbackEvent event) {
        return but(
                event,
                changed -> changed.setSource(FeedbackSource.newBuilder(event.getSource())
                        .setSubject(subject)
                        .build()));
    }

    private static FeedbackSource other(String annotator) {
        return FeedbackSource.newBuilder(Samples.feedback("x", null).getSource())
                .setAnnotator(annotator)
                .build();
    }

    /** Of answers whose texts are "Yes" and "No". */
    private static FeedbackEvent premade(String eventId, String chosen, String rejected) {
        return Samples.feedback(
                eventId,
                new PremadePair(chosen, rejected, null),
                Samples.answer(chosen, "Yes"),
                Samples.answer(rejected, "No"));
    }

    private static String text(PreferencePair pair) {
        return pair.getChosen().getMessages().get(0).getContent();
    }
}
