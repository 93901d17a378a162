package dev.laurel.page;

import java.util.List;

/** What pages are put together from, beside tables. */
public final class Blocks {

    private static final int FACTS_OF_ONE_ROW = 6;

    private Blocks() {}

    /** One of the figures at the top of a page, and below it what is to be known of it. */
    public record Fact(String name, String figure, String detail) {}

    /** @param id where links lead to */
    public static Element section(String id, String title, List<Element> content) {
        return Element.of("section")
                .with("aria-labelledby", id)
                .add(Element.of("h2").with("id", id).text(title))
                .add(content);
    }

    public static Element paragraph(String text) {
        return Element.of("p").text(text);
    }

    public static Element figure(String title, String words, Element picture) {
        return Element.of("figure")
                .add(Element.of("figcaption")
                        .add(Element.of("strong").text(title))
                        .add(Element.of("span").text(words)))
                .add(picture);
    }

    /** Figures side by side, where there is room. */
    public static Element charts(List<Element> figures) {
        return Element.of("div", "charts").add(figures);
    }

    public static Element facts(List<Fact> facts) {
        Element list = Element.of("dl", facts.size() > FACTS_OF_ONE_ROW ? "facts many" : "facts");
        facts.forEach(fact -> list.add(Element.of("div")
                .add(Element.of("dt").text(fact.name()))
                .add(Element.of("dd").text(fact.figure()))
                .add(Element.of("dd").text(fact.detail()))));
        return list;
    }

    /** A name and what belongs to it, in a {@link #named} list. */
    public static Element entry(String name, String value) {
        return Element.of("div")
                .add(Element.of("dt").text(name))
                .add(Element.of("dd").text(value));
    }

    public static Element named(List<Element> entries) {
        return Element.of("dl", "pairs-of").add(entries);
    }

    /** Something wide in a box of its own, which the keyboard reaches. */
    public static Element scroll(String label, Element wide) {
        return Element.of("div", "scroll")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", label)
                .add(wide);
    }

    /** What is shown when it is asked for. */
    public static Element details(String summary, List<Element> content) {
        return Element.of("details").add(Element.of("summary").text(summary)).add(content);
    }
}
