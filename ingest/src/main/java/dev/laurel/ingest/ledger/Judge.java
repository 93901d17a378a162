package dev.laurel.ingest.ledger;

/**
 * Whose judgements are compared with each other: one rater's, for one task.
 *
 * @param rater the rater, told apart from raters of another kind
 */
public record Judge(String task, String rater) {

    EntryKey in(EntryKey prefix) {
        return prefix.names(task, rater);
    }
}
