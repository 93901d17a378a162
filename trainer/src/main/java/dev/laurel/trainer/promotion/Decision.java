package dev.laurel.trainer.promotion;

import java.util.List;

/**
 * Whether a challenger becomes the champion.
 *
 * @param reason why, with the figures, for people to read
 * @param findings of all rules that applied
 */
public record Decision(boolean promoted, String reason, List<Finding> findings) {

    public Decision {
        findings = List.copyOf(findings);
    }

    /** The reason without the outcome that it begins with, for where that stands already. */
    public String why() {
        return reason.replaceFirst("^(promoted|held back): ", "");
    }
}
