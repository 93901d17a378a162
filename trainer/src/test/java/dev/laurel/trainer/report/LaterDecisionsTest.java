package dev.laurel.trainer.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Champion;
import dev.laurel.trainer.publish.AnnouncedModels.Appointment;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.Manifests;
import dev.laurel.trainer.report.LaterDecisions.LaterDecision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class LaterDecisionsTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PAGE = "<body><header><h1>Line</h1></header><main></main></body>";

    private final Manifest manifest = Manifests.promoted(2, Optional.of(1));

    @Test
    void ownDecisionOfTheGateIsNoLaterOne() {
        assertThat(decided(made(2, 1, manifest.decision().reason(), "gate", false))
                        .decisions())
                .isEmpty();
    }

    @Test
    void rollbackAndPromotionByHandAreTold() {
        LaterDecisions decided =
                decided(made(1, 2, "too chatty", "ada", true), made(2, 1, "fine after all", "grace", true));

        assertThat(decided.decisions())
                .extracting(LaterDecision::champion, LaterDecision::actor)
                .containsExactly(tuple(1, "ada"), tuple(2, "grace"));
        assertThat(decided.into(PAGE))
                .contains("2026-03-01T12:00:00Z gave way to version 1 by ada (as claimed): <bdi>too chatty</bdi>")
                .contains("made champion after version 1 by grace (as claimed): <bdi>fine after all</bdi>")
                .endsWith("</header><main></main></body>");
    }

    @Test
    void decisionsAboutOtherVersionsAreNotTold() {
        assertThat(decided(made(7, 6, "better", "gate", false)).into(PAGE)).isEqualTo(PAGE);
    }

    @Test
    void markupInReasonsAndActorsIsText() {
        String page = decided(made(1, 2, "<script>alert(1)</script>", "<img src=x>", true))
                .into(PAGE);

        assertThat(page).doesNotContain("<script", "<img").contains("&lt;script&gt;");
    }

    @Test
    void jsonHasThem() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(decided(made(1, 2, "too chatty", "ada", true)).intoJson("{\"manifest\": {\"version\": 2}}"));

        assertThat(json.at("/manifest/version").asInt()).isEqualTo(2);
        assertThat(json.at("/decided_since/0/at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(json.at("/decided_since/0/claimed").asBoolean()).isTrue();
    }

    private LaterDecisions decided(Appointment... made) {
        return LaterDecisions.of(manifest, List.of(made));
    }

    private static Appointment made(int champion, int previous, String reason, String actor, boolean claimed) {
        return new Appointment(champion, new Champion(previous, reason, actor, claimed), AT);
    }
}
