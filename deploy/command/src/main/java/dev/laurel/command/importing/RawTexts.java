package dev.laurel.command.importing;

import dev.laurel.forms.Row;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.forms.record.RowRecord;
import dev.laurel.forms.record.StableId;
import dev.laurel.schema.PromptKey;

/** Takes the field {@code text} of a row, and {@code id} where there is one. Every row counts, be it equal to another. */
record RawTexts(ImportOptions options) implements RowRecord.Maker<RawText> {

    @Override
    public RowRecord<RawText> make(Row row, RowRecord.Origin origin) {
        RawText text = new RawText(origin.line(), row.id("id"), row.requiredText("text"));
        PromptKey key = new PromptKey(
                options.tenant(), StableId.of("text").add(text.text()).toString());
        return RowRecord.ofContent("texts", key, "line " + origin.line(), text);
    }
}
