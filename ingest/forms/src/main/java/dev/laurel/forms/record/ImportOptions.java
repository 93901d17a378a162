package dev.laurel.forms.record;

import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.ActorKind;
import dev.laurel.schema.accept.Names;

/**
 * What a file does not say of itself.
 *
 * @param tenant whose product the feedback is about
 * @param task what the answers were for
 * @param system the system that recorded the feedback; events of different systems are never the same event
 * @param actor the kind of actor who judged
 * @param language BCP 47 tag of the rows that name none
 * @param fromRow first row to import, counted from 0 over all lines that are not empty
 * @param toRow the row before which to end
 * @param ignored names of fields that are read as if no row had them
 */
public record ImportOptions(
        String tenant,
        String task,
        String system,
        ActorKind actor,
        Optional<String> language,
        long fromRow,
        long toRow,
        Set<String> ignored) {

    // before the defaults, which are checked by it
    private static final Set<String> NEEDED =
            Set.of("chosen", "rejected", "prompt", "messages", "conversations", "response");

    /** All rows, for tenant and task {@code default}. */
    public static final ImportOptions DEFAULTS = new ImportOptions(
            "default", "default", "import", ActorKind.UNKNOWN, Optional.empty(), 0, Long.MAX_VALUE, Set.of());

    /**
     * Largest sum of the texts of one record, in bytes of UTF-8. Kafka takes records of up to 1 MiB unless told otherwise; the rest is for ids and field
     * names.
     */
    public static final long TEXT_LIMIT = 1_000_000;

    public ImportOptions {
        require("tenant", Names.tenantProblem(tenant));
        require("task", Names.problem(task));
        require("system", Names.problem(system));
        language.ifPresent(tag -> require("language", Names.problem(tag)));
        if (fromRow < 0 || toRow < fromRow) {
            throw new IllegalArgumentException("rows " + fromRow + " to " + toRow + " are no range");
        }
        ignored = Set.copyOf(ignored);
        ignored.stream().filter(NEEDED::contains).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(name + " cannot be ignored: it is what is imported");
        });
    }

    public ImportOptions tenant(String tenant) {
        return new ImportOptions(tenant, task, system, actor, language, fromRow, toRow, ignored);
    }

    public ImportOptions task(String task) {
        return new ImportOptions(tenant, task, system, actor, language, fromRow, toRow, ignored);
    }

    public ImportOptions system(String system) {
        return new ImportOptions(tenant, task, system, actor, language, fromRow, toRow, ignored);
    }

    public ImportOptions actor(ActorKind actor) {
        return new ImportOptions(tenant, task, system, actor, language, fromRow, toRow, ignored);
    }

    public ImportOptions language(String language) {
        return new ImportOptions(tenant, task, system, actor, Optional.of(language), fromRow, toRow, ignored);
    }

    /** @param fields that the caller knows to be no part of what was asked */
    public ImportOptions ignoring(Set<String> fields) {
        return new ImportOptions(tenant, task, system, actor, language, fromRow, toRow, fields);
    }

    public ImportOptions rows(long fromRow, long toRow) {
        return new ImportOptions(tenant, task, system, actor, language, fromRow, toRow, ignored);
    }

    private static void require(String name, Optional<String> problem) {
        problem.ifPresent(what -> {
            throw new IllegalArgumentException(name + " " + what);
        });
    }
}
