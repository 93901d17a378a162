package dev.laurel.trainer.request;

import java.util.Optional;

import dev.laurel.schema.accept.Names;

/**
 * Who asks for something, and why: by the asker's own word, since requests carry no credentials. Both are recorded and shown, so each is a line of text.
 *
 * @param actor never that of Laurel's own decisions, {@value #GATE}
 */
public record Requester(String reason, String actor) {

    /** The actor of decisions that no person made. */
    public static final String GATE = "gate";

    public Requester {
        require("reason", Names.problem(reason));
        require("actor", Names.problem(actor));
        if (actor.equals(GATE)) {
            throw new IllegalArgumentException("\"actor\" is \"gate\", which decides for itself; say who you are");
        }
    }

    /** Refuses a field with a problem; throws IllegalArgumentException naming both. */
    public static void require(String field, Optional<String> problem) {
        problem.ifPresent(what -> {
            throw new IllegalArgumentException('"' + field + "\" " + what);
        });
    }
}
