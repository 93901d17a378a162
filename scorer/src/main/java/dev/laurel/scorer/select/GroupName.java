package dev.laurel.scorer.select;

/**
 * What tells groups of candidates apart. The task is part of it, because it decides the model line: rewards of two lines cannot be compared.
 *
 * @param groupId as the generator chose it; need not be unique beyond the prompt
 */
public record GroupName(String tenant, String task, String promptId, String groupId) {

    /** The group's key in a store. */
    public String key() {
        return framed(tenant) + framed(task) + framed(promptId) + framed(groupId);
    }

    /** A candidate's key in a store. */
    public String key(String responseId) {
        return key() + responseId;
    }

    /** With its length, so that no two names have the same key. */
    private static String framed(String part) {
        return part.length() + ":" + part;
    }
}
