package dev.laurel.command.demo.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.laurel.page.Blocks;
import dev.laurel.page.Element;
import dev.laurel.page.Figures;

import com.fasterxml.jackson.databind.JsonNode;

/** A few prompts of the shipped sample with their answers and what each line gave them. */
final class AnswersSection {

    private AnswersSection() {}

    /** Empty where the texts are not ours to show. */
    static Optional<Element> of(JsonNode report) {
        JsonNode prompts = report.path("sample_answers");
        if (prompts.isEmpty()) {
            return Optional.empty();
        }
        List<Element> content = new ArrayList<>();
        content.add(
                Blocks.paragraph(
                        "A few prompts, among them those where each line found its best answer, with all their answers and the normalised rewards. ✓ marks the answer that a line takes."));
        for (JsonNode prompt : prompts) {
            content.add(inLanguage(Element.of("h3"), Json.text(prompt, "prompt")));
            Element answers = Element.of("div", "answers");
            prompt.path("answers").forEach(answer -> answers.add(answer(answer, prompt.path("answers"))));
            content.add(answers);
        }
        return Optional.of(Blocks.section("answers", "Answers, and what each taste says of them", content));
    }

    private static Element answer(JsonNode answer, JsonNode all) {
        Element rewards = Element.of("dl");
        rewards.add(Blocks.entry("written by", Json.text(answer, "generator")));
        for (Map.Entry<String, JsonNode> reward :
                answer.path("normalized_rewards").properties()) {
            String line = reward.getKey();
            double own = reward.getValue().asDouble();
            boolean taken = Json.items(all)
                    .allMatch(
                            other -> other.path("normalized_rewards").path(line).asDouble() <= own);
            rewards.add(Blocks.entry("line " + line, (taken ? "✓ " : "") + Figures.signed(own, 2)));
        }
        return Element.of("div", "answer")
                .add(inLanguage(Element.of("p"), Json.text(answer, "response")))
                .add(rewards);
    }

    /** So that a screen reader reads Chinese as Chinese. */
    private static Element inLanguage(Element element, String text) {
        boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
        return element.with("lang", chinese ? "zh" : "en").add(Element.of("bdi").text(text));
    }
}
