package dev.laurel.command.demo.page;

import java.util.List;

import dev.laurel.command.demo.Provenance;
import dev.laurel.command.lineage.LineageText;
import dev.laurel.page.Blocks;
import dev.laurel.page.Element;

import com.fasterxml.jackson.databind.JsonNode;

/** Where one reward comes from, and what came of one judgement. */
final class ProvenanceSection {

    private ProvenanceSection() {}

    static Element of(JsonNode report) {
        JsonNode provenance = report.path("provenance");
        JsonNode finding = provenance.path("reproduction");
        return Blocks.section(
                "provenance",
                "Where a reward comes from",
                List.of(
                        Blocks.paragraph(
                                "One reward, followed back to the version that gave it, its weights, what it was trained on and its parents (laurel lineage):"),
                        tree("Lineage of a reward", LineageText.ofResponse(provenance.path("lineage"))),
                        Blocks.paragraph(
                                "One of the judgements behind it, followed forward to what was trained on it:"),
                        tree("What a judgement has taught", LineageText.ofFeedback(provenance.path("back"))),
                        Element.of("p")
                                .text("Trained again, %s (laurel reproduce): "
                                        .formatted(Provenance.version(provenance.path("lineage"))))
                                .add(Element.of("strong")
                                        .text(Json.text(finding, "outcome").replace('_', ' ')))
                                .text(", " + Json.text(finding, "summary") + ".")));
    }

    private static Element tree(String label, String text) {
        return Blocks.scroll(label, Element.of("pre").text(text.stripTrailing()));
    }
}
