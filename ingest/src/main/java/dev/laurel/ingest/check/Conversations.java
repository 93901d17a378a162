package dev.laurel.ingest.check;

import java.util.List;
import java.util.Set;

import dev.laurel.schema.Message;

/** What every conversation must satisfy: turns, by known speakers, the last of which says something. */
final class Conversations {

    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    private Conversations() {}

    static void check(List<Message> messages, String field, Findings findings) {
        findings.expect(!messages.isEmpty(), RejectionReason.EMPTY_CONVERSATION, field, "is an empty conversation");
        for (int i = 0; i < messages.size(); i++) {
            findings.expect(
                    ROLES.contains(messages.get(i).getRole()),
                    RejectionReason.UNKNOWN_ROLE,
                    "%s[%d].role".formatted(field, i),
                    "\"%s\" is none of system, user, assistant, tool",
                    messages.get(i).getRole());
        }
        if (!messages.isEmpty()) {
            int last = messages.size() - 1;
            findings.expect(
                    !messages.get(last).getContent().isBlank(),
                    RejectionReason.MISSING_TEXT,
                    "%s[%d].content".formatted(field, last),
                    "is without text");
        }
    }
}
