package dev.laurel.gates;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.laurel.gates.personal.PersonalData;
import dev.laurel.schema.ActorKind;
import dev.laurel.schema.Completion;
import dev.laurel.schema.FeedbackKind;
import dev.laurel.schema.Message;
import dev.laurel.schema.Messages;
import dev.laurel.schema.PairOperation;
import dev.laurel.schema.PairSource;
import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.ToolCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatesTest {

    private static final StandingPairs NOTHING = standing(0, 0, false);

    @Test
    void withoutSettingsEverythingPasses() {
        assertThat(Gates.read(Map.of())).isEqualTo(Gates.NONE);
        assertThat(Gates.NONE.of("chat").verdict(pair("a", "a"), NOTHING)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "near-equal, 0.6, The sky is blue today, The sky is blue now, ",
        "near-equal, 0.5, The sky is blue today, The sky is blue now, NEAR_EQUAL",
        "near-equal, 1, The sky is blue, the SKY is  blue, NEAR_EQUAL",
        "shortest-answer, 4, four, five, ",
        "shortest-answer, 4, four, six, ANSWER_LENGTH",
        "longest-answer, 4, four, five, ",
        "longest-answer, 4, fives, four, ANSWER_LENGTH",
        "length-ratio, 2, four, to, ",
        "length-ratio, 2, t, six, LENGTH_RATIO",
        "length-ratio, 2, six, t, LENGTH_RATIO",
        "shortest-prompt, 4, a, b, ",
        "shortest-prompt, 5, a, b, PROMPT_LENGTH",
        "longest-prompt, 4, a, b, ",
        "longest-prompt, 3, a, b, PROMPT_LENGTH"
    })
    void texts(String key, String value, String chosen, String rejected, GateReason reason) {
        assertThat(verdict(key, value, pair(chosen, rejected))).isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void callsAreTextsOfAnAnswer() {
        assertThat(verdict("near-equal", "1", but(pair("", ""), pair -> pair.setChosen(calling("{\"a\":1}"))
                        .setRejected(calling("{\"a\":2}")))))
                .isEmpty();
        assertThat(verdict("shortest-answer", "5", but(pair("", ""), pair -> pair.setChosen(calling("{}"))
                        .setRejected(calling("{}")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "lowest-score, 0.5, 0.5, 0.1, ",
        "lowest-score, 0.5, 0.4, 0.1, LOW_SCORE",
        "lowest-score, 0.5, , 0.1, ",
        "least-score-difference, 0.5, 2, 1.5, ",
        "least-score-difference, 0.5, 2, 1.6, SCORE_DIFFERENCE",
        "least-score-difference, 0, 1, 2, SCORE_DIFFERENCE",
        "least-score-difference, 0.5, 2, , ",
        "least-score-difference, 0.5, , 2, "
    })
    void scores(String key, String value, Double chosen, Double rejected, GateReason reason) {
        PreferencePair pair = but(pair("a", "b"), scored -> scored.setChosen(completion("a", chosen))
                .setRejected(completion("b", rejected)));

        assertThat(verdict(key, value, pair)).isEqualTo(Optional.ofNullable(reason));
    }

    @ParameterizedTest
    @CsvSource({"'en,zh', en-GB, ", "'en,zh', ZH, ", "'en,zh', eng, LANGUAGE", "'en,zh', , LANGUAGE", "'en,und', , "})
    void languages(String allowed, String language, GateReason reason) {
        PreferencePair pair = but(pair("a", "b"), spoken -> spoken.setLanguage(language));

        assertThat(verdict("languages", allowed, pair)).isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void annotators() {
        assertThat(verdict("banned-annotators", "bob, ann", pair("a", "b"))).hasValue(GateReason.BANNED_ANNOTATOR);
        assertThat(verdict("banned-annotators", "bob,an", pair("a", "b"))).isEmpty();
    }

    @Test
    void duplicatesAreOfOneJudgeAndInOneDirection() {
        assertThat(gates("duplicates", "held-back").verdict(pair("a", "b"), standing(0, 0, true)))
                .hasValue(GateReason.DUPLICATE);
        Optional<PairContent> content = PairContent.of(pair("a", "b"));
        assertThat(PairContent.of(but(pair("a", "b"), other -> other.setPairId("another"))))
                .isEqualTo(content);
        assertThat(PairContent.of(pair("b", "a"))).isNotEqualTo(content);
        assertThat(PairContent.of(pair("ab", ""))).isNotEqualTo(PairContent.of(pair("a", "b")));
        assertThat(PairContent.of(from(pair("a", "b"), source -> source.setAnnotator("bob"))))
                .isNotEqualTo(content);
    }

    @Test
    void wherNobodyKnowsWhoJudgedOnlyPremadePairsAreDuplicates() {
        PreferencePair anonymous = from(pair("a", "b"), source -> source.setAnnotator(null));

        assertThat(PairContent.of(anonymous)).isEmpty();
        assertThat(PairContent.of(from(anonymous, source -> source.setKind(FeedbackKind.PREMADE_PAIR))))
                .isPresent();
    }

    @Test
    void caps() {
        PreferencePair ofSomebody = from(pair("a", "b"), source -> source.setSubject("u1"));

        assertThat(gates("pairs-per-prompt", "2").verdict(pair("a", "b"), standing(1, 9, false)))
                .isEmpty();
        assertThat(gates("pairs-per-prompt", "2").verdict(pair("a", "b"), standing(2, 0, false)))
                .hasValue(GateReason.PROMPT_CAP);
        assertThat(gates("pairs-per-subject", "2").verdict(ofSomebody, standing(9, 1, false)))
                .isEmpty();
        assertThat(gates("pairs-per-subject", "2").verdict(ofSomebody, standing(9, 2, false)))
                .hasValue(GateReason.SUBJECT_CAP);
        assertThat(gates("pairs-per-subject", "2").verdict(pair("a", "b"), standing(9, 9, false)))
                .isEmpty();
    }

    @Test
    void taskHasTheSettingsOfAllButForItsOwn() {
        Gates gates = Gates.read(Map.of(
                "*", Map.of("longest-answer", "4", "near-equal", "1", "replace", "email"),
                "code", Map.of("longest-answer", "9", "near-equal", "off", "replace", "off")));

        assertThat(gates.of("chat").verdict(pair("fives", "a"), NOTHING)).hasValue(GateReason.ANSWER_LENGTH);
        assertThat(gates.of("code").verdict(pair("fives", "a"), NOTHING)).isEmpty();
        assertThat(gates.of("chat").verdict(pair("a", "A"), NOTHING)).hasValue(GateReason.NEAR_EQUAL);
        assertThat(gates.of("code").verdict(pair("a", "A"), NOTHING)).isEmpty();
        assertThat(gates.of("chat").replaced()).isEqualTo(Set.of(PersonalData.EMAIL));
        assertThat(gates.of("code").replaced()).isEmpty();
    }

    @Test
    void propertiesOfIngestAreRead() {
        Properties properties = new Properties();
        properties.setProperty("laurel.ingest.gates.*.longest-answer", "4 ");
        properties.setProperty("laurel.ingest.gates.\"a.b\".longest-answer", "off");
        properties.setProperty("laurel.ingest.state-dir", "elsewhere");

        Gates gates = Gates.read(properties);

        assertThat(gates.of("chat").verdict(pair("fives", "a"), NOTHING)).isPresent();
        assertThat(gates.of("a.b").verdict(pair("fives", "a"), NOTHING)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "near-equal|1.5|1.5 is not above 0 and at most 1",
                "near-equal|0|0.0 is not above 0 and at most 1",
                "near-equal|much|\"much\" is no number",
                "shortest-answer|-1|-1 is not positive",
                "longest-prompt|0|0 is not positive",
                "longest-answer|1.5|\"1.5\" is no whole number",
                "length-ratio|0.5|0.5 is not 1 or more",
                "lowest-score|NaN|NaN is not from -1000000000 to 1000000000",
                "languages|english, e|\"e\" is no tag of a language, as en or zh-TW",
                "duplicates|true|\"true\" is neither held-back nor off",
                "pairs-per-prompt|0|0 is not positive",
                "pairs-per-subject|-3|-3 is not positive",
                "replace|emails|\"emails\" is none of all, email, iban, card, ip, phone",
                "nearequal|1|is none of replace, banned-annotators, languages, lowest-score, least-score-difference, shortest-prompt, "
                        + "longest-prompt, shortest-answer, longest-answer, length-ratio, near-equal, duplicates, pairs-per-prompt, "
                        + "pairs-per-subject"
            })
    void whatCannotBeReadIsNamed(String key, String value, String problem) {
        assertThatThrownBy(() -> gates(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("laurel.ingest.gates.chat." + key + ": " + problem);
    }

    @Test
    void keyWithoutATaskIsNamed() {
        Properties properties = new Properties();
        properties.setProperty("laurel.ingest.gates.near-equal", "1");

        assertThatThrownBy(() -> Gates.read(properties))
                .hasMessage("laurel.ingest.gates.near-equal names no task: laurel.ingest.gates.TASK.KEY");
    }

    private static Optional<GateReason> verdict(String key, String value, PreferencePair pair) {
        return gates(key, value).verdict(pair, NOTHING);
    }

    private static TaskGates gates(String key, String value) {
        return Gates.read(Map.of("chat", Map.of(key, value))).of("chat");
    }

    private static StandingPairs standing(int ofPrompt, int ofSubject, boolean says) {
        return new StandingPairs() {
            @Override
            public int of(String task) {
                return ofPrompt;
            }

            @Override
            public int of(String task, String subject) {
                return ofSubject;
            }

            @Override
            public boolean says(PairContent content) {
                return says;
            }
        };
    }

    private static PreferencePair pair(String chosen, String rejected) {
        return PreferencePair.newBuilder()
                .setPairId("id")
                .setOperation(PairOperation.PUBLISH)
                .setTenant("acme")
                .setTask("chat")
                .setPromptId("p1")
                .setPrompt(List.of(Messages.text("user", "Why?")))
                .setChosen(completion(chosen, null))
                .setRejected(completion(rejected, null))
                .setSource(PairSource.newBuilder()
                        .setKind(FeedbackKind.COMPARISON)
                        .setSystem("web")
                        .setActor(ActorKind.ANNOTATOR)
                        .setAnnotator("ann")
                        .setEventIds(List.of("e1"))
                        .build())
                .setEventTime(Instant.EPOCH)
                .build();
    }

    private static PreferencePair but(PreferencePair pair, UnaryOperator<PreferencePair.Builder> change) {
        return change.apply(PreferencePair.newBuilder(pair)).build();
    }

    private static PreferencePair from(PreferencePair pair, UnaryOperator<PairSource.Builder> change) {
        return but(
                pair,
                other -> other.setSource(
                        change.apply(PairSource.newBuilder(pair.getSource())).build()));
    }

    private static Completion completion(String text, Double score) {
        return new Completion("r", null, List.of(Messages.text("assistant", text)), score);
    }

    private static Completion calling(String arguments) {
        Message turn = Message.newBuilder()
                .setRole("assistant")
                .setContent("")
                .setToolCalls(List.of(ToolCall.newBuilder()
                        .setName("look")
                        .setArguments(arguments)
                        .build()))
                .build();
        return new Completion("r", null, List.of(turn), null);
    }
}
