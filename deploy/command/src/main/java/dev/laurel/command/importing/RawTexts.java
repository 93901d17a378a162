package dev.laurel.command.importing;

import dev.laurel.forms.Row;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.forms.record.Outgoing;
import dev.laurel.forms.record.StableId;
import dev.laurel.schema.PromptKey;

/** Takes the field {@code text} of a row, and {@code id} where there is one. Every row counts, be it equal to another. */
record RawTexts(ImportOptions options) implements Outgoing.Maker<RawText> {

    @Override
    public Outgoing<RawText> make(Row row, Outgoing.Origin origin) {
        RawText text = new RawText(origin.line(), row.id("id"), row.requiredText("text"));
        PromptKey key = new PromptKey(
                options.tenant(), StableId.of("text").add(text.text()).toString());
        return Outgoing.ofContent("texts", key, "line " + origin.line(), text);
    }
}
