package dev.laurel.trainer.publish;

import dev.laurel.schema.accept.Names;
import dev.laurel.trainer.request.Requester;

/**
 * Says of a version that it was trained elsewhere and brought here.
 *
 * @param source the directory or URI it was brought from
 * @param window the window it was trained on, as who brought it said: a version's number, or the id of a window that was exported
 * @param reason why it was brought
 * @param actor who brought it
 * @param claimed whether nothing but the actor's own word says so
 */
public record Registration(String source, String window, String reason, String actor, Boolean claimed) {

    public Registration {
        require(source, "source");
        require(window, "window");
        require(reason, "reason");
        require(actor, "actor");
        claimed = claimed == null || claimed; // what earlier trainers recorded is no better known
    }

    /** What somebody asks for now. */
    public static Registration asked(String source, String window, Requester claim) {
        Requester.require("source", Names.problem(source));
        Requester.require("window", Names.problem(window));
        return new Registration(source, window, claim.reason(), claim.actor(), true);
    }

    private static void require(String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("a registration needs \"" + name + "\"");
        }
    }
}
