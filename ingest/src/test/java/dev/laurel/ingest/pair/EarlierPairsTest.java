package dev.laurel.ingest.pair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.laurel.ingest.Samples;
import dev.laurel.ingest.ledger.EarlierLedger;
import dev.laurel.schema.ComparisonOutcome;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.FeedbackOperation;
import dev.laurel.schema.GeneratedResponse;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PreferencePair;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ledgers that commit 4ca6a92 wrote, each of random records, with the pairs that it had published and not withdrawn: {@code N.ledger} has the bytes, {@code
 * N.pairs} a line for each pair.
 */
class EarlierPairsTest {

    private static final Path STORE = Path.of("src/test/resources/earlier");

    /** A ledger of before, taken over, with what stood. */
    private record TakenOver(EarlierLedger earlier, Prompt prompt, Set<String> stood) {

        static TakenOver read(int number) throws IOException {
            EarlierLedger earlier = EarlierLedger.read(Files.readAllBytes(STORE.resolve(number + ".ledger")));
            Prompt prompt = new Prompt();
            new EarlierPairs(prompt.ledger(), Prompt.ARRIVAL).takeOver(earlier);
            Set<String> stood = new HashSet<>();
            for (String line : Files.readAllLines(STORE.resolve(number + ".pairs"))) {
                stood.add(line.split(" ")[0]);
                prompt.published.add(pair(line));
            }
            return new TakenOver(earlier, prompt, stood);
        }

        private static PreferencePair pair(String line) {
            PreferencePair any = Prompt.after(Samples.comparison("e1", ComparisonOutcome.A))
                    .published
                    .get(0);
            return PreferencePair.newBuilder(any).setPairId(line.split(" ")[0]).build();
        }
    }

    static IntStream ledgers() {
        return IntStream.range(0, 12);
    }

    @Test
    void theStoreHasPairsThatTheRulesOfTodayWouldNotMake() throws IOException {
        TakenOver taken = TakenOver.read(0);
        PairModel model = model(taken.earlier());

        assertThat(taken.stood()).hasSizeGreaterThan(model.standing().size());
    }

    @ParameterizedTest
    @MethodSource("ledgers")
    void whatIsNewForThePromptAloneChangesNoPair(int number) throws IOException {
        Prompt prompt = TakenOver.read(number).prompt();

        assertThat(prompt.take(Samples.response("new"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ledgers")
    void pairsFallUnderTheirIdsWithTheEventsTheyRestOn(int number) throws IOException {
        TakenOver taken = TakenOver.read(number);
        Set<String> withdrawn = new HashSet<>();

        for (FeedbackEvent event : taken.earlier().feedback()) {
            for (PreferencePair pair : taken.prompt().take(retraction(event))) {
                if (pair.getOperation() == PairOperation.WITHDRAW) {
                    withdrawn.add(pair.getPairId());
                }
            }
        }

        assertThat(withdrawn).containsAll(taken.stood());
        assertThat(taken.prompt().standingPairs()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ledgers")
    void eventsAreTakenOnceAcrossTheUpgrade(int number) throws IOException {
        TakenOver taken = TakenOver.read(number);

        for (FeedbackEvent event : taken.earlier().feedback()) {
            assertThat(taken.prompt().enter(event)).isInstanceOf(EntryOutcome.Repeated.class);
        }
        for (String past : taken.earlier().past()) {
            FeedbackEvent again = Samples.rating(past, "a1", 3);
            assertThat(taken.prompt().enter(again)).isInstanceOf(EntryOutcome.Repeated.class);
        }
    }

    @ParameterizedTest
    @MethodSource("ledgers")
    void newEventsMakeThePairsOfTodaysRules(int number) throws IOException {
        TakenOver taken = TakenOver.read(number);
        PairModel model = model(taken.earlier());
        Random random = new Random(number);

        for (SpecificRecord record : LedgerOrderTest.records(random, 10, "new-", 40)) {
            LedgerOrderTest.enter(taken.prompt(), record);
            LedgerOrderTest.take(model, record);
        }

        assertThat(restingOnNew(taken.prompt().standingPairs().stream().map(PairModel::shown)))
                .isEqualTo(restingOnNew(model.standing().stream()))
                .isNotEmpty();
    }

    private static TreeSet<String> restingOnNew(Stream<String> pairs) {
        return pairs.filter(pair -> pair.substring(pair.indexOf('[')).contains("new-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static FeedbackEvent retraction(FeedbackEvent event) {
        return FeedbackEvent.newBuilder(event)
                .setEventId("retract-" + event.getEventId())
                .setOperation(FeedbackOperation.RETRACT)
                .setSupersedes(event.getEventId())
                .setPayload(null)
                .setCandidates(List.of())
                .build();
    }

    private static PairModel model(EarlierLedger earlier) {
        PairModel model = new PairModel();
        earlier.feedback().forEach(model::take);
        earlier.answers()
                .forEach(answer -> model.take(
                        GeneratedResponse.newBuilder(Samples.response(answer.getResponseId()))
                                .build(),
                        List.of(Messages.text(
                                "assistant", answer.getMessages().get(0).getContent()))));
        return model;
    }
}
