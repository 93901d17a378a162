package dev.laurel.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.demo.HoldOutReport.Slice;
import dev.laurel.reward.evaluate.PairScore;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Message;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HoldOutReportTest {

    private static final PairScore RIGHT = new PairScore(1, 0);
    private static final PairScore WRONG = new PairScore(0, 1);

    private final List<PreferencePair> pairs = List.of(
            pair("p1", "x".repeat(100), "x".repeat(50)), // longer chosen
            pair("p1", "x".repeat(40), "x".repeat(80)), // shorter chosen
            pair("p2", "x".repeat(95), "x".repeat(100)), // shorter chosen, matched
            pair("p3", "x".repeat(100), "x".repeat(100))); // equal length

    private final HoldOutReport report = HoldOutReport.of(
            "default", pairs, 0, new LinkedHashMap<>(Map.of("v1", List.of(RIGHT, RIGHT, WRONG, RIGHT))));

    @Test
    void countsPairsAndPrompts() {
        assertThat(report.pairs()).isEqualTo(4);
        assertThat(report.prompts()).isEqualTo(3);
    }

    @Test
    void judgesEachSliceByItself() {
        assertThat(accuracy("v1", Slice.ALL)).isEqualTo(0.75);
        assertThat(accuracy("v1", Slice.SHORTER_CHOSEN)).isEqualTo(0.5);
        assertThat(accuracy("v1", Slice.LENGTH_MATCHED)).isEqualTo(0.5);
    }

    @Test
    void theLongerRuleIsWrongWhereTheShorterWasChosenAndOnATie() {
        assertThat(accuracy(HoldOutReport.LONGER, Slice.ALL)).isEqualTo(0.25);
        assertThat(accuracy(HoldOutReport.LONGER, Slice.SHORTER_CHOSEN)).isZero();
    }

    @Test
    void leavesOutASliceWithoutPairs() {
        HoldOutReport only = HoldOutReport.of("default", pairs.subList(0, 1), 0, Map.of("v1", List.of(RIGHT)));

        assertThat(only.verdict("v1", Slice.SHORTER_CHOSEN)).isEmpty();
    }

    @Test
    void intervalsHoldTheAccuracy() {
        assertThat(report.verdicts())
                .allSatisfy(verdict -> assertThat(verdict.accuracy()).isBetween(verdict.low(), verdict.high()));
    }

    private double accuracy(String model, Slice slice) {
        return report.verdict(model, slice).orElseThrow().accuracy();
    }

    private static PreferencePair pair(String prompt, String chosen, String rejected) {
        return PreferencePair.newBuilder()
                .setPairId(prompt + chosen.length() + "-" + rejected.length())
                .setOperation(PairOperation.PUBLISH)
                .setTenant("demo")
                .setPromptId(prompt)
                .setPrompt(List.of(new Message("user", "?")))
                .setChosen(completion("c" + chosen.length(), chosen))
                .setRejected(completion("r" + rejected.length(), rejected))
                .setSource(PairSource.newBuilder()
                        .setKind(FeedbackKind.PREMADE_PAIR)
                        .setSystem("test")
                        .setActor(ActorKind.UNKNOWN)
                        .setEventIds(List.of("e"))
                        .build())
                .setEventTime(Instant.EPOCH)
                .build();
    }

    private static Completion completion(String id, String text) {
        return Completion.newBuilder()
                .setResponseId(id)
                .setMessages(List.of(new Message("assistant", text)))
                .build();
    }
}
