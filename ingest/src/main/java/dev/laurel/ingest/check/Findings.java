package dev.laurel.ingest.check;

import java.util.Optional;

/** Collects what is wrong with one record and keeps what was found first. Not thread-safe. */
public final class Findings {

    private Rejection first;

    /** Notes {@code detail} against {@code field} unless {@code holds}. */
    public void expect(boolean holds, RejectionReason reason, String field, String detail, Object... values) {
        if (!holds && first == null) {
            first = new Rejection(reason, field, detail.formatted(values));
        }
    }

    public void expectPresent(String value, String field) {
        expect(value != null && !value.isBlank(), RejectionReason.MISSING_FIELD, field, "is missing or blank");
    }

    public Optional<Rejection> first() {
        return Optional.ofNullable(first);
    }

    /** {@code value}, unless something was found. */
    public <V> Checked<V> of(V value) {
        return first == null ? new Checked.Valid<>(value) : new Checked.Rejected<>(first);
    }
}
