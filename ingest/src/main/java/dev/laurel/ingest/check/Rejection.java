package dev.laurel.ingest.check;

/**
 * What is wrong with a record.
 *
 * @param field path of the offending field, as JSON would address it: {@code candidates[1].messages[0].role}
 * @param detail what is wrong, naming the value
 */
public record Rejection(RejectionReason reason, String field, String detail) {

    /** Place and problem in one line. */
    public String message() {
        return field + ": " + detail;
    }
}
