package dev.laurel.forms;

/** One row cannot be used. Thrown while it is read and counted by the import, which goes on with the next. */
public final class RefusedRow extends RuntimeException {

    private final Refusal reason;
    private final String field;

    /**
     * @param field the place in the row, for example {@code rejected[1].content}; empty if it is the row as a whole
     * @param problem what is wrong there, to be read after the field's name
     */
    public RefusedRow(Refusal reason, String field, String problem) {
        super(field.isEmpty() ? problem : field + " " + problem, null, false, false);
        this.reason = reason;
        this.field = field;
    }

    public Refusal reason() {
        return reason;
    }

    public String field() {
        return field;
    }
}
