package dev.laurel.page;

import java.util.List;

/**
 * A page as one file that needs no other: HTML that is well-formed XML, too.
 *
 * @param title for the window
 * @param header with the page's {@code h1}
 * @param sections each with an {@code h2}
 * @param footer who wrote it
 */
public record Page(String title, Element header, List<Element> sections, Element footer) {

    public Page {
        sections = List.copyOf(sections);
    }

    /** The file's content. */
    public String html() {
        return """
                <!DOCTYPE html>
                <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="generator" content="Laurel"/>
                %s
                <link rel="icon" href="data:,"/>
                <style>
                %s</style>
                </head>
                <body>
                %s
                %s
                %s
                </body>
                </html>
                """
                .formatted(
                        Element.of("title").text(title),
                        Style.sheet(),
                        header,
                        Element.of("main").add(sections),
                        footer);
    }
}
