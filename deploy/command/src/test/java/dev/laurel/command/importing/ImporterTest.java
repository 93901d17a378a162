package dev.laurel.command.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.laurel.forms.Refusal;
import dev.laurel.forms.record.ImportOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a file, apart from Kafka. */
class ImporterTest {

    private static final String GOOD = "{\"prompt\":\"Hi\",\"chosen\":\"Hello.\",\"rejected\":\"Go.\"}";
    private static final String OTHER = "{\"prompt\":\"Hi\",\"chosen\":\"Welcome.\",\"rejected\":\"Go.\"}";

    @TempDir
    Path directory;

    @Test
    void rowsOfSeveralFormsMayMix() throws IOException {
        ImportSummary summary = check(
                GOOD + "\n"
                        + "{\"chosen\":\"\\n\\nHuman: Hi\\n\\nAssistant: a\",\"rejected\":\"\\n\\nHuman: Hi\\n\\nAssistant: b\"}");

        assertThat(summary.forms()).containsEntry("HH transcripts", 1L).containsEntry("prompt and two texts", 1L);
        assertThat(summary.prompts()).isOne();
        assertThat(summary.exitCode()).isZero();
    }

    @Test
    void gzipIsSeenFromTheFirstBytes() throws IOException {
        assertThat(check(gzip(GOOD + "\n" + OTHER)).usable()).isEqualTo(2);
    }

    @Test
    void byteOrderMarkEmptyLinesAndCarriageReturnsDoNoHarm() throws IOException {
        ImportSummary summary = check("\uFEFF" + GOOD + "\r\n\r\n  \n" + OTHER);

        assertThat(summary.rows()).isEqualTo(2);
        assertThat(summary.usable()).isEqualTo(2);
        assertThat(summary.emptyLines()).isEqualTo(2);
    }

    @Test
    void equalRowsCountAsDuplicates() throws IOException {
        ImportSummary summary = check(GOOD + "\n" + OTHER + "\n" + GOOD);

        assertThat(summary.usable()).isEqualTo(2);
        assertThat(summary.duplicates()).isOne();
    }

    @Test
    void aRangeOfRowsIsTaken() throws IOException {
        Path file = write((GOOD + "\n\n" + OTHER + "\n{\n").getBytes(StandardCharsets.UTF_8));

        ImportSummary summary =
                Importer.readPairs(file, ImportOptions.DEFAULTS.rows(1, 2), progress -> {}, event -> {});

        assertThat(summary.rows()).isOne();
        assertThat(summary.usable()).isOne();
        assertThat(summary.refused()).isEmpty();
    }

    @Test
    void malformedJsonIsRefusedByLineAndColumn() throws IOException {
        ImportSummary summary = check(GOOD + "\n\n{\"prompt\": oops}");

        assertThat(example(summary, Refusal.INVALID_JSON))
                .satisfies(example -> assertThat(example.line()).isEqualTo(3))
                .satisfies(example ->
                        assertThat(example.problem()).startsWith("column 12: the line is not JSON from here on"));
        assertThat(summary.usable()).isOne();
    }

    @Test
    void aFieldGivenTwiceIsRefused() throws IOException {
        assertThat(example(check("{\"chosen\":\"a\",\"chosen\":\"b\"}"), Refusal.INVALID_JSON)
                        .problem())
                .contains("chosen");
    }

    @Test
    void twoObjectsOnALineAreRefused() throws IOException {
        assertThat(check(GOOD + GOOD).refused()).containsOnlyKeys(Refusal.INVALID_JSON);
    }

    @Test
    void aJsonArrayIsRefusedWithAHint() throws IOException {
        assertThatThrownBy(() -> check("\n [" + GOOD + "]"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is one JSON array where each line must hold an object");
        assertThat(example(check(GOOD + "\n[" + GOOD + "]"), Refusal.WRONG_TYPE).problem())
                .isEqualTo("the row is an array; each line must hold one JSON object");
    }

    @Test
    void noWordOfAParserAndNoTextOfTheLineIsShown() throws IOException {
        ImportSummary summary = check(String.join(
                "\n",
                "{\"prompt\":\"secret\",\"chosen\":\"secret",
                "{'prompt':'secret'}",
                "{\"prompt\":secret}",
                "{\"prompt\":\"secret\"} secret",
                "{\"prompt\":\"sec\tret\"}",
                "{\"prompt\":\"secret\",\"chosen\":0secret}",
                "{\"prompt\":" + "[".repeat(2000) + "}",
                "prompt,secret"));

        assertThat(summary.refused().get(Refusal.INVALID_JSON).rows()).isEqualTo(8);
        assertThat(summary.render())
                .doesNotContain("secret", "code ", "Unexpected", "Unrecognized", "token", "com.fasterxml", "Source");
    }

    @Test
    void anyEncodingOfUtf16IsRead() throws IOException {
        String text = GOOD.replace("Hello.", "🙂".repeat(70_000)) + "\r\n" + OTHER;
        for (String encoding : List.of("UTF-16LE", "UTF-16BE", "UTF-16")) { // the last with a byte order mark
            assertThat(check(text.getBytes(encoding)).usable()).isEqualTo(2);
        }
        assertThat(check(("\uFEFF" + text).getBytes("UTF-16LE")).usable()).isEqualTo(2);
    }

    @Test
    void rowsOfOneIdThatSaySomethingElseAreRefusedAndNotLost() throws IOException {
        Path file = write(("{\"id\":\"r1\",\"prompt_id\":1,\"prompt\":\"Hi\",\"response\":\"Hello.\"}\n"
                        + "{\"id\":\"r1\",\"prompt_id\":1,\"prompt\":\"Hi\",\"response\":\"Go.\"}\n"
                        + "{\"id\":\"r2\",\"prompt_id\":1,\"prompt\":\"Bye\",\"response\":\"Hello.\"}\n"
                        + "{\"id\":\"r1\",\"prompt_id\":1,\"prompt\":\"Hi\",\"response\":\"Hello.\"}\n")
                .getBytes(StandardCharsets.UTF_8));

        ImportSummary summary = Importer.readResponses(file, ImportOptions.DEFAULTS, progress -> {}, response -> {});

        assertThat(summary.usable()).isOne();
        assertThat(summary.duplicates()).isOne();
        assertThat(summary.refused().get(Refusal.SAME_ID).examples())
                .extracting(ImportSummary.Example::field)
                .containsExactly("response_id", "prompt_id");
        assertThat(summary.exitCode()).isEqualTo(7);
        assertThat(Importer.readAnswers(file, ImportOptions.DEFAULTS, progress -> {}, response -> {})
                        .usable())
                .isEqualTo(3);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedByTheirPlace() throws IOException {
        ImportSummary summary = check(GOOD.replace("Go", "Gö").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(example(summary, Refusal.INVALID_UTF8).problem()).isEqualTo("byte 47 of the line is not UTF-8");
    }

    @Test
    void aHugeLineIsRefusedBySizeAndLimitAndTheNextIsRead() throws IOException {
        byte[] huge = new byte[JsonLines.LINE_LIMIT + 1];
        Arrays.fill(huge, (byte) 'x');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(huge);
        bytes.writeBytes(("\n" + GOOD).getBytes(StandardCharsets.UTF_8));

        ImportSummary summary = check(bytes.toByteArray());

        assertThat(example(summary, Refusal.TOO_LARGE).problem())
                .isEqualTo("the line has 8388609 bytes, more than the limit of 8388608");
        assertThat(summary.usable()).isOne();
    }

    @Test
    void nothingUsableIsExitCodeOne() throws IOException {
        assertThat(check("").exitCode()).isOne();
        assertThat(check("{}").exitCode()).isOne();
    }

    @Test
    void aGzipFileCutOffIsAnErrorThatNamesTheLine() throws IOException {
        byte[] whole = gzip((GOOD + "\n").repeat(3));

        assertThatThrownBy(() -> check(Arrays.copyOf(whole, whole.length - 8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pairs.jsonl is damaged or cut off after line 3");
    }

    @Test
    void aMissingFileIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> Importer.readPairs(
                        directory.resolve("none.jsonl"), ImportOptions.DEFAULTS, progress -> {}, event -> {}))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.jsonl");
    }

    @Test
    void progressEndsWithAllRowsAndBytes() throws IOException {
        Path file = write((GOOD + "\n" + OTHER + "\n").getBytes(StandardCharsets.UTF_8));
        List<ImportProgress> heard = new ArrayList<>();

        Importer.readPairs(file, ImportOptions.DEFAULTS, heard::add, event -> {});

        assertThat(heard).hasSize(2).last().isEqualTo(new ImportProgress(2, Files.size(file), Files.size(file), 0));
    }

    @Test
    void theSummaryNamesCountsAndFirstExamples() throws IOException {
        ImportSummary summary = check(GOOD + "\n" + "{\"prompt\":\"Hi\"}\n".repeat(4));

        assertThat(summary.render().lines())
                .containsExactly(
                        "pairs.jsonl: 5 rows, 1 usable, 0 duplicates, 4 refused; 1 prompt",
                        "         1  prompt and two texts",
                        "         4  refused: field missing",
                        "            line 2 and 3 more: chosen is missing: a pair has chosen and rejected, and this row has prompt");
    }

    @Test
    void theSummaryAsJson() throws IOException {
        assertThat(check(GOOD + "\n{\"prompt\":\"Hi\"}\n").toJson())
                .hasToString(
                        "{\"file\":\"pairs.jsonl\",\"rows\":2,\"empty_lines\":0,\"usable\":1,\"duplicates\":0,\"contradictory\":0,"
                                + "\"prompts\":1,\"forms\":{\"prompt and two texts\":1},\"refused\":{\"missing_field\":"
                                + "{\"rows\":1,\"examples\":[{\"line\":2,\"rows\":1,\"field\":\"chosen\",\"problem\":\"chosen is missing: a pair has chosen and rejected, and this row has prompt\"}]}}}");
    }

    @Test
    void answersAreCheckedTheSameWay() throws IOException {
        Path file = write(("{\"id\":\"r1\",\"prompt\":\"Hi\",\"response\":\"Hello.\"}\n"
                        + "{\"id\":\"r1\",\"prompt\":\"Hi\",\"response\":\"Hello.\"}\n"
                        + "{\"id\":\"r2\",\"messages\":[],\"response\":\"Hello.\"}\n"
                        + "{\"id\":\"r3\",\"prompt\":\"Hi\",\"response\":\"\"}\n"
                        + "{\"id\":\"r4\",\"response\":\"Hello.\"}\n"
                        + "{\"id\":\"r5\",\"prompt\":\" \",\"response\":\"Hello.\"}\n"
                        + "{\"id\":\"r6\",\"prompt\":\"Hi\"}\n")
                .getBytes(StandardCharsets.UTF_8));

        ImportSummary summary = Importer.readResponses(file, ImportOptions.DEFAULTS, progress -> {}, response -> {});

        assertThat(summary.usable()).isEqualTo(2); // an empty answer is one
        assertThat(summary.duplicates()).isOne();
        assertThat(summary.refused().get(Refusal.MISSING_FIELD).examples())
                .containsExactly(
                        new ImportSummary.Example(3, 2, "prompt", "prompt is missing, and so is messages"),
                        new ImportSummary.Example(7, 1, "response", "response is missing"));
        assertThat(example(summary, Refusal.EMPTY_TEXT).problem()).isEqualTo("prompt is empty");
    }

    private static ImportSummary.Example example(ImportSummary summary, Refusal reason) {
        return summary.refused().get(reason).examples().get(0);
    }

    private ImportSummary check(String text) throws IOException {
        return check(text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportSummary check(byte[] bytes) throws IOException {
        return Importer.readPairs(write(bytes), ImportOptions.DEFAULTS, progress -> {}, event -> {});
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("pairs.jsonl"), bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
