package dev.laurel.trainer.publish;

/**
 * Says of a version that it was trained elsewhere and brought here.
 *
 * @param source the directory or URI it was brought from
 * @param window the window it was trained on, as who brought it said: a version's number, or the id of a window that was exported
 * @param reason why it was brought
 * @param actor who brought it
 */
public record Registration(String source, String window, String reason, String actor) {

    public Registration {
        require(source, "source");
        require(window, "window");
        require(reason, "reason");
        require(actor, "actor");
    }

    private static void require(String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("a registration needs \"" + name + "\"");
        }
    }
}
