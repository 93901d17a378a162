package dev.laurel.page;

/** A table with heads, in a box that scrolls where the page is narrow. */
public final class Table {

    private final String caption;
    private final Element heads = Element.of("tr");
    private final Element body = Element.of("tbody");
    private int columns;

    private Table(String caption) {
        this.caption = caption;
    }

    /** @param caption what it holds, shown above it */
    public static Table of(String caption) {
        return new Table(caption);
    }

    public Table column(String head) {
        return column(Element.of("th").text(head));
    }

    public Table numbers(String head) {
        return column(Element.of("th", "n").text(head));
    }

    /** A column of pictures, under the axis that they share. */
    public Table pictures(Element axis) {
        return column(Element.of("th").add(axis));
    }

    private Table column(Element head) {
        heads.add(head.with("scope", "col"));
        columns++;
        return this;
    }

    /** A head across the rows that follow. */
    public Table group(String name) {
        body.add(Element.of("tr", "group")
                .add(Element.of("th")
                        .with("scope", "colgroup")
                        .with("colspan", columns)
                        .add(Element.of("bdi").text(name))));
        return this;
    }

    /** A row, to be filled from left to right. */
    public Row row(String head) {
        Row row = new Row(Element.of("tr"));
        row.cells.add(Element.of("th", "figure")
                .with("scope", "row")
                .add(Element.of("bdi").text(head)));
        body.add(row.cells);
        return row;
    }

    /** Cells of a row. */
    public static final class Row {

        private final Element cells;

        private Row(Element cells) {
            this.cells = cells;
        }

        public Row number(String figure) {
            cells.add(Element.of("td", "n").text(figure));
            return this;
        }

        /** A figure with its interval below it. */
        public Row number(String figure, String interval) {
            cells.add(Element.of("td", "n")
                    .text(figure + " ")
                    .add(Element.of("span", "interval").text(interval)));
            return this;
        }

        /** A few words that stay together. */
        public Row label(String words) {
            cells.add(Element.of("td", "nowrap").text(words));
            return this;
        }

        public Row words(String words) {
            cells.add(Element.of("td", "wide").add(Element.of("bdi").text(words)));
            return this;
        }

        public Row picture(Element picture) {
            cells.add(Element.of("td", "plot").add(picture));
            return this;
        }
    }

    public Element element() {
        return Blocks.scroll(
                caption,
                Element.of("table")
                        .add(Element.of("caption").text(caption))
                        .add(Element.of("thead").add(heads))
                        .add(body));
    }
}
