package dev.laurel.command.demo;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class DemoPageTest {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(src|href|url\\()[=\"' ]*(https?:|//)");

    /** For {@code deploy/interop/browser}. */
    @BeforeAll
    static void leaveThePages() throws IOException {
        for (Map.Entry<String, DemoReport> report : Map.of(
                        "shipped", DemoReports.shipped(),
                        "own", DemoReports.own(),
                        "unwell", DemoReports.withUnscored(3))
                .entrySet()) {
            Path directory = Files.createDirectories(Path.of("target/demo-pages", report.getKey()));
            Files.writeString(
                    directory.resolve("report.html"), report.getValue().html());
        }
    }

    @Test
    void isWellFormedAndNeedsNoOtherFile() throws Exception {
        String page = DemoReports.shipped().html();

        assertThat(page.replace("http://www.w3.org/", "")).doesNotContain("http:", "https:", "@import", "<script");
        assertThat(ADDRESS.matcher(page).find()).isFalse();
        assertThat(parse(page).getElementsByTagName("h1").getLength()).isEqualTo(1);
    }

    @Test
    void markupInTextsIsShownAsText() throws Exception {
        Document page = parse(DemoReports.shipped().html());

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(page, "h3")).contains(DemoReports.HOSTILE);
        assertThat(texts(page, "p")).contains(DemoReports.HOSTILE, DemoReports.CHINESE);
    }

    @Test
    void showsTheWheelTheVersionsAndTheTastes() throws Exception {
        Document page = parse(DemoReports.shipped().html());

        assertThat(texts(page, "h2"))
                .contains(
                        "The wheel", "What was learned", "Two tastes", "Best of N", "What went through Kafka", "Time");
        assertThat(texts(page, "dd"))
                .contains(
                        "40",
                        "38",
                        "0.90",
                        "v2; starter 0.50, v1 0.70",
                        "v2, held back; starter 0.50, v1 0.70",
                        "100 %");
        assertThat(texts(page, "td"))
                .contains(
                        "✕ held back",
                        "accuracy 0.9 against 0.7",
                        "+1.45 of 6",
                        "0.900 [0.750, 1.000]",
                        "+0.200 [+0.050, +0.400]");
        assertThat(texts(page, "title"))
                .contains("The wheel", "Training loss, line rich, version 1", "Rewards by line plain");
        assertThat(texts(page, "li"))
                .anyMatch(item -> item.endsWith("18 by version 2 of line plain, 18 by version 2 of line rich"));
        assertThat(texts(page, "p")).anyMatch(text -> text.startsWith("Trained again, version 2 of line rich"));
        assertThat(texts(page, "th")).contains("v2, held back", "language zh", "length matched");
        assertThat(texts(page, "strong")).contains("same so far");
        assertThat(texts(page, "pre").get(0)).contains("by version 2 of line rich");
    }

    @Test
    void headingsDescendInOrderAndTablesAndPicturesAreNamed() throws Exception {
        Document page = parse(DemoReports.shipped().html());

        int before = 0;
        for (String level : levels(page)) {
            int now = Integer.parseInt(level);
            assertThat(now).isLessThanOrEqualTo(before + 1);
            before = now;
        }
        assertThat(elements(page, "table")).allSatisfy(table -> assertThat(
                        table.getElementsByTagName("caption").getLength())
                .isEqualTo(1));
        assertThat(elements(page, "th"))
                .allSatisfy(head -> assertThat(head.getAttribute("scope")).isNotEmpty());
        assertThat(elements(page, "svg"))
                .allSatisfy(picture -> assertThat(picture.getAttribute("role")).isEqualTo("img"))
                .allSatisfy(picture -> assertThat(
                                picture.getElementsByTagName("title").getLength())
                        .isPositive());
    }

    @Test
    void textsThatAreNotOursAreNotShown() throws Exception {
        String page = DemoReports.own().html();

        assertThat(page).doesNotContain("早起", "alert", "sample-rich-1");
        assertThat(texts(parse(page), "h2")).doesNotContain("Two tastes", "Answers, and what each taste says of them");
    }

    @Test
    void saysWhatIsNotWell() throws Exception {
        Document page = parse(DemoReports.withUnscored(3).html());

        assertThat(texts(page, "span")).contains("✕ Not well");
        assertThat(texts(page, "p")).contains("3 responses were not scored");
    }

    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<String> levels(Document page) {
        return elements(page, "*").stream()
                .map(Element::getTagName)
                .filter(name -> name.matches("h[1-6]"))
                .map(name -> name.substring(1))
                .toList();
    }

    private static List<String> texts(Document page, String name) {
        return elements(page, name).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
