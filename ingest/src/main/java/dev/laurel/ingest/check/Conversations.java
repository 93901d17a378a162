package dev.laurel.ingest.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.schema.Message;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.TurnProblem;
import dev.laurel.schema.accept.Turns;

/** What every conversation must satisfy: turns by known speakers, not too many, and what {@link Turns} wants of them. */
final class Conversations {

    private static final int LONGEST_SHOWN = 20;

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

    private Conversations() {}

    static void check(List<Message> messages, int most, String field, Findings findings) {
        size(messages, most, field, findings);
        roles(messages, field, findings);
        note(Turns.problem(messages), field, findings);
    }

    /** The same for an answer that may be empty, since it is scored. */
    static void checkAnswer(List<Message> messages, String field, Findings findings) {
        size(messages, Turns.MOST_OF_ANSWER, field, findings);
        roles(messages, field, findings);
        note(Turns.answerProblem(messages), field, findings);
    }

    private static void size(List<Message> messages, int most, String field, Findings findings) {
        findings.expect(
                messages.size() <= most,
                RejectionReason.TOO_MUCH,
                field,
                "has %,d turns, more than %,d",
                messages.size(),
                most);
    }

    private static void roles(List<Message> messages, String field, Findings findings) {
        for (int i = 0; i < messages.size() && findings.first().isEmpty(); i++) {
            String role = messages.get(i).getRole();
            if (!ROLES.contains(role)) {
                findings.expectNo(
                        Optional.of(shown(role) + " is none of system, developer, user, assistant, tool"),
                        RejectionReason.UNKNOWN_ROLE,
                        field + "[" + i + "].role");
            }
        }
    }

    private static void note(Optional<TurnProblem> problem, String field, Findings findings) {
        problem.ifPresent(
                found -> findings.expectNo(Optional.of(found.detail()), reason(found.kind()), field + found.place()));
    }

    private static RejectionReason reason(TurnProblem.Kind kind) {
        return switch (kind) {
            case EMPTY -> RejectionReason.EMPTY_CONVERSATION;
            case TOO_MUCH -> RejectionReason.TOO_MUCH;
            case NO_NAME -> RejectionReason.MISSING_FIELD;
            case BAD_NAME -> RejectionReason.BAD_NAME;
            case BAD_TEXT -> RejectionReason.BAD_TEXT;
            case NO_TEXT -> RejectionReason.MISSING_TEXT;
            case BAD_JSON -> RejectionReason.BAD_JSON;
        };
    }

    /** What is no word may be a piece of what was said. */
    private static String shown(String role) {
        boolean word = role.length() <= LONGEST_SHOWN && role.chars().allMatch(Character::isLetter);
        return word ? Shown.of(role) : "what stands here";
    }
}
