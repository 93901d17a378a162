package dev.laurel.page;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class PageTest {

    private static final String HOSTILE = "</title><script>alert(1)</script>\"'&%s";

    private final Page page = new Page(
            HOSTILE,
            Element.of("header").add(Element.of("h1").text(HOSTILE)),
            List.of(Element.of("section").with("title", HOSTILE).add(Element.of("p"))),
            Element.of("footer")
                    .text("written by ")
                    .add(Element.of("code").text("a < b"))
                    .text(" alone"));

    @Test
    void isWellFormedAndShowsMarkupAsText() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document parsed = factory.newDocumentBuilder().parse(new InputSource(new StringReader(page.html())));

        assertThat(parsed.getElementsByTagName("script").getLength()).isZero();
        assertThat(parsed.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(HOSTILE);
        assertThat(parsed.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(HOSTILE);
        assertThat(parsed.getElementsByTagName("footer").item(0).getTextContent())
                .isEqualTo("written by a < b alone");
    }

    @Test
    void anEmptyElementOfHtmlIsClosedWhereHtmlAsksForIt() {
        assertThat(page.html()).contains("<p></p>").doesNotContain("<p/>");
        assertThat(Element.of("br").toString()).isEqualTo("<br/>");
    }

    @Test
    void aTableHasItsCaptionItsHeadsAndABoxThatTheKeyboardReaches() {
        Table table = Table.of("Accuracy").column("Model").numbers("Share").group("Line <b>");
        table.row("v1").number("0.9", "[0.8, 1.0]");

        assertThat(table.element().toString())
                .startsWith("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Accuracy\">")
                .contains("<caption>Accuracy</caption>", "<th class=\"n\" scope=\"col\">Share</th>")
                .contains("<th scope=\"colgroup\" colspan=\"2\"><bdi>Line &lt;b&gt;</bdi></th>")
                .contains("<th class=\"figure\" scope=\"row\"><bdi>v1</bdi></th>")
                .contains("<td class=\"n\">0.9 <span class=\"interval\">[0.8, 1.0]</span></td>");
    }
}
