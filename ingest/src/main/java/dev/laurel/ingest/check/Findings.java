package dev.laurel.ingest.check;

import java.util.Optional;

import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Range;
import dev.laurel.schema.accept.Texts;

/** Collects what is wrong with one record and keeps what was found first. Not thread-safe. */
public final class Findings {

    private Rejection first;

    /** Notes {@code detail} against {@code field} unless {@code holds}. */
    public void expect(boolean holds, RejectionReason reason, String field, String detail, Object... values) {
        if (!holds && first == null) {
            first = new Rejection(reason, field, detail.formatted(values));
        }
    }

    /** Notes a problem against {@code field}, if there is one. */
    public void expectNo(Optional<String> problem, RejectionReason reason, String field) {
        problem.ifPresent(detail -> expect(false, reason, field, "%s", detail));
    }

    /** A name as {@link Names} wants it. */
    public void expectName(String name, String field) {
        boolean missing = !Texts.says(name);
        expectNo(Names.problem(name), missing ? RejectionReason.MISSING_FIELD : RejectionReason.BAD_NAME, field);
    }

    /** A tenant as {@link Names} wants it. */
    public void expectTenant(String tenant) {
        expectName(tenant, "tenant");
        expectNo(Names.tenantProblem(tenant), RejectionReason.BAD_TENANT, "tenant");
    }

    /** A name as {@link Names} wants it, or none. */
    public void expectName(Optional<String> name, String field) {
        name.ifPresent(given -> expectName(given, field));
    }

    /** A text beside the conversation: well-formed, and not longer than {@code longest}. */
    public void expectNote(String text, int longest, String field) {
        expect(
                text.length() <= longest,
                RejectionReason.TOO_MUCH,
                field,
                "has %,d characters, more than %,d",
                text.length(),
                longest);
        expectNo(Texts.problem(text), RejectionReason.BAD_TEXT, field);
    }

    /** A number within its range, or none. */
    public void expectNumber(Optional<? extends Number> number, Range range, String field) {
        number.ifPresent(given -> expectNumber(given.doubleValue(), range, field));
    }

    public void expectNumber(double number, Range range, String field) {
        expectNo(range.problem(number), RejectionReason.OUT_OF_SCALE, field);
    }

    public Optional<Rejection> first() {
        return Optional.ofNullable(first);
    }

    /** {@code value}, unless something was found. */
    public <V> Checked<V> of(V value) {
        return first == null ? new Checked.Valid<>(value) : new Checked.Rejected<>(first);
    }
}
