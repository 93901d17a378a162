package dev.laurel.importer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.laurel.importer.form.Refusal;
import dev.laurel.importer.form.RefusedRow;

/** Counts what becomes of the rows of one file. Remembers the ids of all records, about 100 bytes each. For one thread. */
final class Tally {

    private static final int EXAMPLES = 3;

    private final Set<String> ids = new HashSet<>();
    private final Set<String> prompts = new HashSet<>();
    private final Map<String, Long> forms = new TreeMap<>();
    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
    private final Map<Refusal, List<ImportSummary.Example>> examples = new EnumMap<>(Refusal.class);
    private long rows;
    private long usable;
    private long duplicates;

    /** Counts a row before it is read. */
    void row() {
        rows++;
    }

    /** Whether the record is the first of its id; counts it either way. */
    boolean isNew(Outgoing<?> record) {
        if (!ids.add(record.id())) {
            duplicates++;
            return false;
        }
        usable++;
        prompts.add(record.key().promptId());
        forms.merge(record.form(), 1L, Long::sum);
        return true;
    }

    /** Counts a row that is refused. */
    void refuse(long line, RefusedRow why) {
        refused.merge(why.reason(), 1L, Long::sum);
        List<ImportSummary.Example> known = examples.computeIfAbsent(why.reason(), reason -> new ArrayList<>());
        if (known.size() < EXAMPLES) {
            known.add(new ImportSummary.Example(line, why.field(), why.getMessage()));
        }
    }

    /** Counts a record as refused that had counted as usable. */
    void takeBack(long line, String form, RefusedRow why) {
        usable--;
        forms.computeIfPresent(form, (same, count) -> count == 1 ? null : count - 1);
        refuse(line, why);
    }

    long rows() {
        return rows;
    }

    ImportSummary summary(String file, long emptyLines) {
        Map<Refusal, ImportSummary.Refused> byReason = new EnumMap<>(Refusal.class);
        refused.forEach((reason, count) ->
                byReason.put(reason, new ImportSummary.Refused(count, List.copyOf(examples.get(reason)))));
        return new ImportSummary(
                file, rows, emptyLines, usable, duplicates, prompts.size(), new TreeMap<>(forms), byReason);
    }
}
