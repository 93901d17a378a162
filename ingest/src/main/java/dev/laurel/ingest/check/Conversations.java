package dev.laurel.ingest.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Message;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;

/** What every conversation must satisfy: turns, by known speakers, of well-formed text, the last of which says something unless a tool gave it. */
final class Conversations {

    private static final String TOOL = "tool"; // whose output may be empty
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", TOOL);

    private Conversations() {}

    static void check(List<Message> messages, int most, String field, Findings findings) {
        findings.expect(!messages.isEmpty(), RejectionReason.EMPTY_CONVERSATION, field, "is an empty conversation");
        findings.expect(
                messages.size() <= most,
                RejectionReason.TOO_MUCH,
                field,
                "has %,d turns, more than %,d",
                messages.size(),
                most);
        for (int i = 0; i < messages.size() && findings.first().isEmpty(); i++) {
            check(messages.get(i), "%s[%d]".formatted(field, i), i == messages.size() - 1, findings);
        }
    }

    private static void check(Message turn, String field, boolean last, Findings findings) {
        findings.expect(
                ROLES.contains(turn.getRole()),
                RejectionReason.UNKNOWN_ROLE,
                field + ".role",
                "%s is none of system, user, assistant, tool",
                Shown.of(turn.getRole()));
        boolean says = last && !turn.getRole().equals(TOOL);
        Optional<String> problem = says ? Texts.saidProblem(turn.getContent()) : Texts.problem(turn.getContent());
        boolean silent = says && !Texts.says(turn.getContent());
        findings.expectNo(
                problem, silent ? RejectionReason.MISSING_TEXT : RejectionReason.BAD_TEXT, field + ".content");
    }
}
