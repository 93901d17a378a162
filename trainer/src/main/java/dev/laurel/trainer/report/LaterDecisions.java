package dev.laurel.trainer.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.page.Markup;
import dev.laurel.trainer.file.Json;
import dev.laurel.trainer.publish.AnnouncedModels.Appointment;
import dev.laurel.trainer.publish.Manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was decided about a version after its report was written: that it was made champion by hand, or gave way to another one. As far as the models topic still
 * holds it.
 */
public record LaterDecisions(int version, List<LaterDecision> decisions) {

    private static final ObjectMapper MAPPER = Json.mapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String HEAD_ENDS = "</header>";

    /**
     * One of them.
     *
     * @param champion the version that became champion
     * @param previous the one that was
     * @param claimed whether nothing but the actor's own word says who decided
     */
    public record LaterDecision(
            Instant at, int champion, Optional<Integer> previous, String reason, String actor, boolean claimed) {

        static LaterDecision of(Appointment made) {
            return new LaterDecision(
                    made.at(),
                    made.version(),
                    made.record().getPrevious(),
                    made.record().getReason(),
                    made.record().getActor(),
                    made.record().getActorClaimed());
        }
    }

    public LaterDecisions {
        decisions = List.copyOf(decisions);
    }

    /** @param appointments all that are known of the line, the latest last */
    public static LaterDecisions of(Manifest manifest, List<Appointment> appointments) {
        return new LaterDecisions(
                manifest.version(),
                appointments.stream()
                        .filter(made -> concerns(manifest, made) && !isItsOwn(manifest, made))
                        .map(LaterDecision::of)
                        .toList());
    }

    private static boolean concerns(Manifest manifest, Appointment made) {
        return made.version() == manifest.version()
                || made.record().getPrevious().equals(Optional.of(manifest.version()));
    }

    /** The gate's decision about the version itself, which the report has. */
    private static boolean isItsOwn(Manifest manifest, Appointment made) {
        return made.version() == manifest.version()
                && manifest.decision().promoted()
                && made.record().getReason().equals(manifest.decision().reason());
    }

    /** A report's page with them at its top. */
    public String into(String page) {
        int end = page.indexOf(HEAD_ENDS);
        if (decisions.isEmpty() || end < 0) {
            return page;
        }
        StringBuilder section = new StringBuilder("<h2>Decided since</h2>\n<ul>\n");
        decisions.forEach(decision -> section.append("<li>")
                .append(Markup.escape(sentence(decision)))
                .append(": <bdi>")
                .append(Markup.escape(decision.reason()))
                .append("</bdi></li>\n"));
        return page.substring(0, end) + section.append("</ul>\n") + page.substring(end);
    }

    private String sentence(LaterDecision decision) {
        String what = decision.champion() == version
                ? "made champion"
                        + decision.previous()
                                .map(before -> " after version " + before)
                                .orElse("")
                : "gave way to version " + decision.champion();
        return decision.at() + " " + what + " by " + decision.actor() + (decision.claimed() ? " (as claimed)" : "");
    }

    /** A report's JSON with them as {@code decided_since}. */
    public String intoJson(String report) throws JsonProcessingException {
        ObjectNode content = (ObjectNode) MAPPER.readTree(report);
        content.set("decided_since", MAPPER.valueToTree(decisions));
        return MAPPER.writeValueAsString(content);
    }
}
