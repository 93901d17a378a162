package dev.laurel.command.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.laurel.forms.Refusal;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.schema.FeedbackEvent;
import dev.laurel.schema.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** Files in the forms that people have: each row is read as what it is, or refused. */
class ImportCasesTest {

    private final List<FeedbackEvent> events = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "06_openrlhf_input_key.jsonl, 6",
        "distilabel_prompt_id.jsonl, 4",
        "pid_a.jsonl, 2",
        "pid_b.jsonl, 2",
        "e01_bom_crlf.jsonl, 2",
        "e07_content_parts.jsonl, 1",
        "e12_numeric_strings.jsonl, 2",
        "e21_utf16.jsonl, 1",
        "e40_scores_contradict.jsonl, 1",
        "e47_indent.jsonl, 2",
        "e52_system_key_conv.jsonl, 1",
        "e54_history.jsonl, 1",
        "05_trl_tools.jsonl, 5",
        "toolcall_pref.jsonl, 3"
    })
    void allRowsBecomePairs(String file, int pairs) throws IOException {
        ImportSummary summary = read(file);

        assertThat(summary.usable()).isEqualTo(pairs);
        assertThat(summary.rows()).isEqualTo(pairs);
        assertThat(summary.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10_nectar.jsonl",
                "13_arena_votes.jsonl",
                "22_labelstudio.csv",
                "23_openai_pref.jsonl",
                "26_langfuse_scores.jsonl",
                "29_otel_evaluation.jsonl",
                "36_msswift.jsonl",
                "39_kto_trl_std.jsonl",
                "42_pairs.csv",
                "lf7673.jsonl",
                "e16_dupkey.jsonl",
                "e26_cjk_implicit.jsonl"
            })
    void nothingIsReadOfWhatIsInAnotherForm(String file) throws IOException {
        ImportSummary summary = read(file);

        assertThat(events).isEmpty();
        assertThat(summary.refusedRows()).isEqualTo(summary.rows()).isPositive();
        assertThat(summary.exitCode()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "20_labelstudio_pairwise.json, is one JSON array",
        "25_openwebui_feedback.json, is one JSON array",
        "31_lf_alpaca_pref.json, is one JSON array",
        "33_lf_kto.json, is one JSON array",
        "44_array.json, is one JSON array",
        "41_parquet.parquet, is a Parquet file",
        "45_zst.jsonl.zst, is compressed with Zstandard; unpack it first",
        "e19_trunc.jsonl.gz, is damaged or cut off after line 1994"
    })
    void aFileThatIsNoLinesOfJsonIsRefusedInPlainWords(String file, String reason) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(path(file) + " " + reason)
                .message()
                .doesNotContainIgnoringCase("zlib")
                .doesNotContain("Exception");
    }

    @Test
    void thePromptIsTheRowsOwnAndNeverTheAnswersCommonBeginning() throws IOException {
        ImportSummary summary = read("e49_silent_prompt.jsonl");

        assertThat(prompts())
                .containsExactly(
                        List.of("What is the capital of France?"),
                        List.of("Be terse.", "Who wrote Faust?"),
                        List.of("2+2?"),
                        List.of("Give a list."));
        assertThat(problems(summary))
                .singleElement()
                .asString()
                .startsWith("question may belong to the prompt and is not in what was read of it");
    }

    @Test
    void oneIdOfTwoConversationsMakesTwoPrompts() throws IOException {
        read("distilabel_prompt_id.jsonl");
        read("pid_a.jsonl");
        read("pid_b.jsonl");

        Set<String> ids = new HashSet<>();
        Set<List<Message>> conversations = new HashSet<>();
        events.forEach(event -> {
            ids.add(event.getPromptId());
            conversations.add(event.getMessages());
        });
        assertThat(ids).hasSameSizeAs(conversations).hasSize(8);
    }

    @Test
    void indentationAndLineBreaksOfAnswersAreKept() throws IOException {
        read("e47_indent.jsonl");

        assertThat(answers(0)).containsExactly("    x = 1\n    return x\n", "    return 1\n");
        assertThat(answers(1)).containsExactly("a", " a");
        assertThat(prompts().get(0)).containsExactly("Continue:\ndef f():\n");
    }

    @Test
    void imagesAndVideosAreRefusedByName() throws IOException {
        assertThat(problems(read("lf7673.jsonl")))
                .extracting(ImportCasesTest::firstWord)
                .containsExactly("images", "videos");
    }

    @Test
    void callsOfToolsArePartOfThePair() throws IOException {
        read("toolcall_pref.jsonl");

        assertThat(events).extracting(event -> event.getTools().isPresent()).containsExactly(true, false, false);
        assertThat(events.get(1).getCandidates())
                .extracting(candidate ->
                        candidate.getMessages().get(0).getToolCalls().get(0).getArguments())
                .containsExactly("{\"room\":\"hall\"}", "{\"room\":\"attic\"}");
        assertThat(events.get(2).getMessages().get(1).getToolCalls()).hasSize(1);
    }

    @Test
    void textsThatBeginAlikeWithoutASpaceAreToldSo() throws IOException {
        assertThat(problems(read("e26_cjk_implicit.jsonl"))).allSatisfy(problem -> assertThat(problem)
                .contains("has no space at which a prompt could end")
                .contains("field prompt")
                .doesNotContain("begin alike"));
    }

    @Test
    void transcriptsAreReadWholeOrRefused() throws IOException {
        ImportSummary summary = read("transcripts.jsonl");

        assertThat(prompts())
                .containsExactly(
                        List.of("q"),
                        List.of("Who wrote Faust?"),
                        List.of("q1", "a1", "q2"),
                        List.of("q1"),
                        List.of("Human: q1"));
        assertThat(answers(0)).containsExactly("good one", "bad one");
        assertThat(answers(2)).containsExactly("good", "bad");
        assertThat(answers(3)).containsExactly("good", "bad");
        assertThat(answers(4)).containsExactly("good", "bad");
        assertThat(summary.refused().get(Refusal.UNKNOWN_TRANSCRIPT).examples())
                .extracting(ImportSummary.Example::line, ImportSummary.Example::rows)
                .containsExactly(tuple(2L, 1L), tuple(3L, 2L));
        assertThat(summary.exitCode()).isEqualTo(7);
    }

    @Test
    void aFieldThatIsThereTwiceIsNamed() throws IOException {
        assertThat(problems(read("e16_dupkey.jsonl")))
                .containsExactly("the line has the field \"prompt\" twice, and which of them counts cannot be said");
    }

    @Test
    void historyAndSystemArePartOfThePrompt() throws IOException {
        read("e54_history.jsonl");
        read("e52_system_key_conv.jsonl");

        assertThat(prompts()).containsExactly(List.of("Capital of France?", "Paris", "And Spain?"), List.of("S1", "x"));
    }

    @Test
    void scoresThatContradictThePairAreCounted() throws IOException {
        ImportSummary summary = read("e40_scores_contradict.jsonl");

        assertThat(summary.contradictory()).isEqualTo(1);
        assertThat(summary.toJson().path("contradictory").asLong()).isEqualTo(1);
        assertThat(summary.render())
                .startsWith("e40_scores_contradict.jsonl: 1 row, 1 usable, 0 duplicates, 0 refused; 1 prompt\n")
                .contains("1  taken as they are, though the scores contradict them");
        assertThat(read("e12_numeric_strings.jsonl").contradictory()).isZero();
    }

    @Test
    void aProblemOfManyRowsIsToldOnce() throws IOException {
        ImportSummary summary = read("42_pairs.csv");

        assertThat(problems(summary)).hasSize(1);
        assertThat(summary.render())
                .contains("line 1 and 6 more: the line does not begin with {")
                .doesNotContain("…");
    }

    private ImportSummary read(String file) throws IOException {
        return Importer.readPairs(path(file), ImportOptions.DEFAULTS, progress -> {}, events::add);
    }

    private static Path path(String file) {
        Path path = Path.of("src/test/resources/import").resolve(file);
        assertThat(Files.exists(path)).isTrue();
        return path;
    }

    private List<List<String>> prompts() {
        return events.stream().map(event -> contents(event.getMessages())).toList();
    }

    private List<String> answers(int event) {
        return events.get(event).getCandidates().stream()
                .flatMap(candidate -> contents(candidate.getMessages()).stream())
                .toList();
    }

    private static List<String> contents(List<Message> turns) {
        return turns.stream().map(Message::getContent).toList();
    }

    private static List<String> problems(ImportSummary summary) {
        return summary.refused().values().stream()
                .flatMap(refused -> refused.examples().stream())
                .map(ImportSummary.Example::problem)
                .toList();
    }

    private static String firstWord(String problem) {
        return Stream.of(problem.split(" ")).findFirst().orElseThrow();
    }
}
