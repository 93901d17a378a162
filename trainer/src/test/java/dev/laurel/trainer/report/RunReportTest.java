package dev.laurel.trainer.report;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.publish.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class RunReportTest {

    /** They stay there, to be looked at in a browser. */
    private static final Path PAGES = Path.of("target/run-reports");

    static Stream<RunReport> reports() {
        return Stream.of(Reports.usual(), Reports.first(), Reports.registered(), Reports.large());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void pageStandsAlone(RunReport report) throws Exception {
        Document page = parse(page(report));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        for (Element element : elements(page, "*")) {
            assertThat(element.getTagName()).isNotIn("script", "iframe", "img", "object", "embed");
            assertThat(element.hasAttribute("src")).isFalse();
            assertThat(element.getAttribute("href")).isIn("", "data:,");
        }
        assertThat(page(report).replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "url(", "@import");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void picturesAndTablesSayWhatTheyAre(RunReport report) throws Exception {
        Document page = parse(page(report));

        assertThat(elements(page, "svg")).isNotEmpty().allSatisfy(svg -> {
            assertThat(svg.getAttribute("role")).isEqualTo("img");
            assertThat(svg.getFirstChild().getNodeName()).isEqualTo("title");
            assertThat(svg.getFirstChild().getTextContent()).isNotBlank();
        });
        assertThat(elements(page, "th"))
                .allSatisfy(head -> assertThat(head.getAttribute("scope")).isIn("col", "row", "colgroup"));
        assertThat(elements(page, "tr"))
                .allSatisfy(row ->
                        assertThat(row.getElementsByTagName("th").getLength()).isPositive());
    }

    @Test
    void tellsWhatTheManifestKnows() {
        String text = text(Reports.usual());

        assertThat(text)
                .contains("Line support, version 7", "Trained from version 5", "24 November 2026, 02:09 UTC")
                .contains("✓ Promoted accuracy beside that of version 5 +0.022 [−0.003, +0.047]")
                .contains("growth of the expected calibration error −0.008 [−0.022, +0.005] +0.050 ✓ passed")
                .contains("640 pairs of 311 prompts", "at 90 %", "at 99.3 %")
                .contains("Accuracy 0.873 [0.848, 0.897] 0.852 [0.824, 0.877]")
                .contains("Fitted temperature 1.093 1.212")
                .contains("source slice-0")
                .contains("Beside version 3, the best")
                .contains("competed: loss 0.4189 nats against 0.4127")
                .contains("(reward − −0.263) / 1.118: the map that 89 anchor pairs, frozen by version 1, give")
                .contains("155 optimizer steps on 1,240 pairs", "tokens/s")
                .contains("Pairs trained on 823", "Pairs held out 94", "earlier windows 411", "Pairs withdrawn 2")
                .contains("could not be read 1", "left out of the training: too_long 3", "erased subjects 2")
                .contains("Topic qL3mVb0TQ0m5dY2o9Xk1Zg", "0 10,233 10,649 416", "1 9,840 9,871")
                .contains("offsets_expired partition 1: 31 offsets", "open_transaction")
                .contains("3 11,201 byte 0 is 7", "pair-3f29, pair-77a0")
                .contains("1 web-chat/COMPARISON/zh 212 53")
                .contains(
                        "adam_w.clip_norm 1.0",
                        "learning_rate 3.333333333333333E-4",
                        "several_judges EACH",
                        "settings.OMP_DYNAMIC false")
                .contains("steps 8 min 8 s", "ready to be published 9 min 35 s", "(overhead) 5.5 %")
                .contains("7d08e5c1b94fa26370c85fd1e2b7a4960f3dc8e51a7b92c406fe83d5a1c7b920")
                .contains("holdout.avro c7b21f804e9d36a5", "tokenizer.json 9a70c1d5e8f24b36");
    }

    @Test
    void lineageLeadsToTheBaseModel() {
        RunReport report = Reports.usual();

        assertThat(report.lineage()).extracting(Ancestor::version).containsExactly(5, 3, 1);
        assertThat(text(report))
                .containsSubsequence(
                        "version 7 2026-11-24 02:09 823 1,255",
                        "version 5 2026",
                        "promoted digest-of-5",
                        "version 3 2026",
                        "held back by the gate, and appointed by a person digest-of-3",
                        "version 1 2026",
                        "base model starter",
                        "the line's beginning");
    }

    @Test
    void lineageThatTurnsInACircleEnds() {
        Manifest manifest = Reports.usual().manifest();

        assertThat(Ancestor.of(manifest, List.of(Reports.usual().manifest()))).isEmpty();
    }

    @Test
    void untrustedTextStaysText() throws Exception {
        String page = page(Reports.first());

        assertThat(page).doesNotContain("<script", "\u0000", "\u202E").contains("&lt;script&gt;");
        assertThat(parse(page).getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo("Line " + Reports.SCRIPT + ", version 1");
    }

    @Test
    void firstVersionStandsBesideTheBaseModel() {
        String text = text(Reports.first());

        assertThat(text)
                .contains("Trained from the base model starter", "✕ Held back", "the base model stands in its place")
                .contains("1 optimizer step on", "none replayed")
                .doesNotContain("Drift from", "Warnings", "best that led");
    }

    @Test
    void versionFromElsewhereHasNoSteps() {
        assertThat(text(Reports.registered()))
                .contains("No step was recorded: the weights came from elsewhere.")
                .contains("The hold-out was not divided into slices.");
    }

    @Test
    void longRunsStayReadable() {
        String page = page(Reports.large());

        assertThat(page).contains("mean of 25 steps", "slice-39", "40 slices looked at, 1 failed");
        assertThat(page.length()).isLessThan(900_000);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void jsonHoldsTheSame(RunReport report) throws IOException {
        Path dir = Files.createDirectories(PAGES.resolve(report.totals().steps() + "-steps"));

        report.write(dir);

        assertThat(Json.mapper().readValue(Files.readAllBytes(dir.resolve(RunReport.JSON)), RunReport.class))
                .isEqualTo(report);
        assertThat(Files.readString(dir.resolve(RunReport.PAGE))).isEqualTo(page(report));
    }

    private static String page(RunReport report) {
        return Page.of(report);
    }

    /** What a reader sees, in one line. */
    private static String text(RunReport report) {
        return page(report)
                .replaceAll("(?s)<(style|svg|title).*?</\\1>", " ")
                .replaceAll("</(td|th|dt|dd|p|h1|h2|h3|li)>", " ")
                .replaceAll("<[^>]*>", "")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }

    private static Document parse(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
