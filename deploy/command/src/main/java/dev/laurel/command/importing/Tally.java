package dev.laurel.command.importing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.laurel.forms.Refusal;
import dev.laurel.forms.RefusedRow;
import dev.laurel.forms.record.RowRecord;

/** Counts what becomes of the rows of one file. Remembers the ids of all records, about 200 bytes each. For one thread. */
final class Tally {

    private static final int EXAMPLES = 3;

    /** Digests of what the records say, by id, and of the conversations, by their prompt's id. */
    private final Map<String, String> contents = new HashMap<>();

    private final Map<String, String> prompts = new HashMap<>();
    private final Map<String, Long> forms = new TreeMap<>();
    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
    private final Map<Refusal, List<ImportSummary.Example>> examples = new EnumMap<>(Refusal.class);
    private long rows;
    private long usable;
    private long duplicates;
    private long contradictory;

    /** Counts a row before it is read. */
    void row() {
        rows++;
    }

    /**
     * Whether the record is the first of its id; counts it either way.
     *
     * @throws RefusedRow if an earlier one has its id, or that of its prompt, for something else
     */
    boolean isNew(RowRecord<?> record) {
        String content = contents.getOrDefault(record.id(), record.content());
        String prompt = prompts.getOrDefault(record.key().promptId(), record.prompt());
        requireSame(prompt, record.prompt(), "prompt_id", "is that of an earlier row with another conversation");
        requireSame(
                content,
                record.content(),
                "response_id",
                "is that of an earlier row with another answer to the prompt");
        prompts.put(record.key().promptId(), prompt);
        if (contents.put(record.id(), content) != null) {
            duplicates++;
            return false;
        }
        usable++;
        contradictory += record.contradictory() ? 1 : 0;
        forms.merge(record.form(), 1L, Long::sum);
        return true;
    }

    private static void requireSame(String known, String found, String field, String problem) {
        if (!known.equals(found)) {
            throw new RefusedRow(Refusal.SAME_ID, field, problem + "; give each its own");
        }
    }

    /** Counts a row that is refused. */
    void refuse(long line, RefusedRow why) {
        refused.merge(why.reason(), 1L, Long::sum);
        List<ImportSummary.Example> known = examples.computeIfAbsent(why.reason(), reason -> new ArrayList<>());
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).problem().equals(why.getMessage())) {
                known.set(i, known.get(i).oneMore());
                return;
            }
        }
        if (known.size() < EXAMPLES) {
            known.add(new ImportSummary.Example(line, 1, why.field(), why.getMessage()));
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
                file,
                rows,
                emptyLines,
                usable,
                duplicates,
                contradictory,
                prompts.size(),
                new TreeMap<>(forms),
                byReason);
    }
}
