package dev.laurel.bench.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.bench.ingest.Holdings.Place;
import dev.laurel.bench.ingest.Publication.Route;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Completion;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class AccountsTest {

    private final List<Publication> accepted = new ArrayList<>();
    private final Holdings holdings = new Holdings();
    private final Holdings undisturbed = new Holdings();
    private long offset;

    /** Of each fate one record, and all as it should be. */
    @BeforeEach
    void everyFate() {
        accept("compared", Fate.PAIRED);
        arrive("compared", Topics.FEEDBACK);
        accept("thumb", Fate.COUNTED);
        arrive("thumb", Topics.UNJOINED);
        arrive("thumb", Topics.FEEDBACK);
        accept("lost", Fate.LOST);
        setAside(arrive("lost", Topics.UNJOINED), "UNKNOWN_PROMPT");
        accept("conflict", Fate.CONFLICTING);
        setAside(arrive("conflict", Topics.FEEDBACK), "CONFLICTING_TEXT");
        holdings.add(pair("pair", PairOperation.PUBLISH, 1));
        undisturbed.add(pair("pair", PairOperation.PUBLISH, 1));
    }

    @Test
    void whatIsAsItShouldBeIsCountedByWhatBecameOfIt() {
        Accounts.Found found = Accounts.of(accepted, holdings, undisturbed);

        assertThat(found.faults()).isEmpty();
        assertThat(found.classes())
                .containsOnly(
                        entry("feedback in a pair", 1),
                        entry("feedback counted without a pair", 1),
                        entry("of all, given their prompt", 1),
                        entry("of all, never given a prompt", 1),
                        entry("set aside as UNKNOWN_PROMPT", 1),
                        entry("set aside as CONFLICTING_TEXT", 1));
        assertThat(Accounts.waitingForPrompt(accepted, holdings)).isEqualTo(1);
        assertThat(Accounts.waitingInLedgers(accepted, holdings)).isZero();
    }

    @Test
    void aRecordThatArrivedTwiceIsSetAsideTwice() {
        Place again = arrive("conflict", Topics.FEEDBACK);
        assertFaults("set aside 1 times and not 2");

        setAside(again, "CONFLICTING_TEXT");
        assertThat(faults()).isEmpty();

        setAside(again, "CONFLICTING_TEXT");
        assertFaults("records set aside twice", "set aside 3 times and not 2");
    }

    @Test
    void aRecordInNoTopicIsAFault() {
        accept("gone", Fate.COUNTED);

        assertFaults("accepted and in no topic");
    }

    @Test
    void whatWaitedAndVanishedIsAFault() {
        accept("vanished", Fate.LOST);
        arrive("vanished", Topics.FEEDBACK);

        assertFaults("set aside 0 times and not 1");
    }

    @Test
    void whatIsSetAsideForNoReasonIsAFault() {
        accept("good", Fate.COUNTED);
        setAside(arrive("good", Topics.FEEDBACK), "UNEXPECTED");

        assertFaults("set aside as UNEXPECTED for no reason");
    }

    @Test
    void whatNobodySentAndIsSetAsideIsAFault() {
        setAside(new Place(Topics.FEEDBACK.name(), 0, 999), "UNKNOWN_TEXT");

        assertFaults("records set aside that nobody sent");
    }

    @Test
    void feedbackThatIsGivenItsPromptTwiceIsAFault() {
        arrive("thumb", Topics.FEEDBACK);

        assertFaults("given their prompt another number of times than they arrived");
    }

    @Test
    void aPairThatIsPublishedTwiceIsAFault() {
        holdings.add(pair("pair", PairOperation.PUBLISH, 1));

        assertFaults("pairs published twice, or withdrawn twice");
    }

    @Test
    void aPairThatComesAgainAfterItWasWithdrawnIsNone() {
        holdings.add(pair("pair", PairOperation.WITHDRAW, 1));
        assertFaults("in no pair", "pairs that are missing");

        holdings.add(pair("pair", PairOperation.PUBLISH, 1));
        assertThat(faults()).isEmpty();
    }

    @Test
    void pairsAreThoseOfAnUndisturbedIngest() {
        undisturbed.add(pair("other", PairOperation.PUBLISH, 1));
        holdings.add(pair("strange", PairOperation.PUBLISH, 1));
        undisturbed.add(pair("half", PairOperation.PUBLISH, 0.5));
        holdings.add(pair("half", PairOperation.PUBLISH, 1));

        assertFaults("pairs that are missing", "pairs that differ", "pairs that should not be");
    }

    private void accept(String id, Fate fate) {
        accepted.add(new Publication(id, Route.FEEDBACK, "{}", fate, Optional.empty()));
    }

    private Place arrive(String id, Topic<?> topic) {
        Place place = new Place(topic.name(), 0, offset++);
        holdings.add(place, id);
        return place;
    }

    private void setAside(Place place, String kind) {
        holdings.add(new DeadLetter("because", kind, place.topic(), place.partition(), place.offset()));
    }

    private void assertFaults(String... what) {
        assertThat(faults()).containsExactlyInAnyOrder(what);
    }

    private Iterable<String> faults() {
        return Accounts.of(accepted, holdings, undisturbed).faults().keySet();
    }

    private static PreferencePair pair(String id, PairOperation operation, double weight) {
        return PreferencePair.newBuilder()
                .setPairId(id)
                .setOperation(operation)
                .setTenant("crash")
                .setPromptId("p")
                .setPrompt(List.of(Messages.text("user", "Why?")))
                .setChosen(answer("a"))
                .setRejected(answer("b"))
                .setWeight(weight)
                .setSource(new PairSource(
                        FeedbackKind.COMPARISON, "crash", ActorKind.ANNOTATOR, null, null, List.of("compared")))
                .setEventTime(Instant.EPOCH)
                .build();
    }

    private static Completion answer(String id) {
        return new Completion(id, null, List.of(Messages.text("assistant", "Because of " + id)), null);
    }
}
