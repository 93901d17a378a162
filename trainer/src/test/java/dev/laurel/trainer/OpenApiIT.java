package dev.laurel.trainer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackOptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The trainer's HTTP interface is what its description says, whatever it is asked. */
class OpenApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LINE = "wire";
    private static final String WHY = "{\"reason\": \"a try\", \"actor\": \"ada\"}";

    @TempDir
    static Path store;

    private static Lab lab;
    private static Stack trainer;
    private static OpenApi described;

    @BeforeAll
    static void start() throws Exception {
        lab = new Lab(LINE, store);
        Map<String, String> settings = new HashMap<>(Lab.settings());
        settings.put("laurel.trainer.store", store.toString());
        settings.put("laurel.trainer.schedule", "off");
        settings.put("laurel.trainer.window.min-pairs", "20");
        settings.put("laurel.trainer.hold-out.share", "0.25");
        settings.put("laurel.trainer.hold-out.salt", "test");
        settings.put("laurel.trainer.training.learning-rate", "3e-3");
        settings.put("laurel.lines." + LINE + ".tenants", LINE);
        trainer = Stack.start(StackOptions.temporary(Checkout.find())
                .parts(EnumSet.of(Part.TRAINER))
                .settings(Part.TRAINER, settings));
        described = new OpenApi(
                JSON.readTree(send("GET", "/q/openapi?format=json", "").body()));
    }

    @AfterAll
    static void stop() {
        trainer.close();
    }

    @Test
    void everyRouteAnswersAsDescribed() throws Exception {
        lab.publish(Pairs.polite(0, 60));
        lab.publish(List.of(
                Pairs.ofPerson("personal", "A personal question", "grace"),
                Pairs.builder("bad", "A bad one").setMargin(1e308).build()));
        window(good("POST", "/v1/lines/wire/windows", "{\"max_pairs\": 500}"));
        lab.publish(Pairs.polite(100, 160));
        JsonNode kept = good("POST", "/v1/lines/wire/exports", "");
        assertThat(kept.path("archives")).isNotEmpty();
        good("GET", "/v1/lines/wire/exports/" + kept.path("id").asText() + "/pairs", "");
        window(good("POST", "/v1/lines/wire/windows", ""));

        good("GET", "/v1/lines", "");
        good("GET", "/v1/lines/wire/windows", "");
        good("GET", "/v1/lines/wire/models", "");
        good("GET", "/v1/lines/wire/models/1", "");
        assertThat(good("GET", "/v1/lines/wire/models/1", "")
                        .at("/data/set_aside/pairs/0/pair_id")
                        .asText())
                .isEqualTo("bad");
        int champion = good("GET", "/v1/lines/wire/models", "").path("champion").asInt();
        good("POST", "/v1/lines/wire/models/" + (3 - champion) + "/promote", WHY);
        good("POST", "/v1/lines/wire/models/2/promote", WHY, 200, 409);
        JsonNode back = good("POST", "/v1/lines/wire/rollback", "{\"reason\": \"<b>worse</b>\", \"actor\": \"ada\"}");
        assertThat(back.path("claimed").asBoolean()).isTrue();
        assertThat(good("GET", "/v1/lines/wire/models/2/report.json", "")
                        .at("/decided_since")
                        .toString())
                .contains("<b>worse</b>");
        good("GET", "/v1/lines/wire/models/1/report", "");
        assertThat(send("GET", "/v1/lines/wire/models/2/report", "").body())
                .contains("gave way to version 1 by ada (as claimed)", "&lt;b&gt;worse")
                .doesNotContain("<b>worse");
        good("GET", "/v1/lines/wire/models/2/lineage", "");
        good("GET", "/v1/lines/wire/models/1/pairs?tenant=wire", "");
        good("GET", "/v1/lines/wire/models/1/export?form=openai", "");
        good("GET", "/v1/lines/wire/lineage/pairs/pair-1", "");
        good("GET", "/v1/lines/wire/lineage/events/event%20of%20pair-1", "");
        reproduction();
        registration();
        cancellation();
        JsonNode erasure = good(
                "POST",
                "/v1/erasures",
                "{\"tenant\": \"wire\", \"subject\": \"grace\", \"reason\": \"asked\", \"actor\": \"ada\"}");
        String path = "/v1/erasures/" + erasure.path("id").asText();
        await().until(() -> good("GET", path, ""), each -> each.has("completed_at"));
        good("GET", "/v1/erasures", "");

        assertThat(described.seen()).isEqualTo(described.operations());
    }

    private static void reproduction() throws Exception {
        String of = "/v1/lines/wire/models/1/reproductions";
        answered("POST", of, "{\"steps\": 0}", 400);
        JsonNode accepted = good("POST", of, "{\"steps\": 2}");
        await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> good("GET", of + "/" + accepted.path("id").asText(), ""),
                        each -> each.path("state").asText().matches("done|failed"));
    }

    private static void registration() throws Exception {
        JsonNode window = good(
                "POST",
                "/v1/lines/wire/registrations",
                "{\"source\": \"/nowhere\", \"window\": \"1\", \"reason\": \"a try\", \"actor\": \"ada\"}");
        assertThat(window(window).path("error").asText()).contains("is no directory");
    }

    private static void cancellation() throws Exception {
        answered("DELETE", "/v1/lines/wire/windows/current", "", 409);
        lab.publish(Pairs.polite(200, 400));
        JsonNode running = good("POST", "/v1/lines/wire/windows", "");
        String path = "/v1/lines/wire/windows/" + running.path("id").asText();
        good("DELETE", "/v1/lines/wire/windows/current", "");
        assertThat(window(running).path("state").asText()).isEqualTo("cancelled");
        assertThat(good("DELETE", path, "").path("state").asText()).isEqualTo("cancelled");
        assertThat(good("GET", "/v1/lines/wire/windows", "")
                        .at("/windows/0/result")
                        .asText())
                .isEqualTo("cancelled");
    }

    /** A request that is none is told so in the same form, and changes nothing. */
    @Test
    void whatIsNoRequestIsAProblem() throws Exception {
        String windows = "/v1/lines/wire/windows";
        for (String body : List.of(
                "{",
                "[]",
                "5",
                "\"x\"",
                "{\"max_pairs\": 1e400}",
                "{\"max_pairs\": 99999999999}",
                "{\"max_pairs\": 3.5}",
                "{\"max_pairs\": \"60\"}",
                "{\"max_pairs\": true}",
                "{\"max_pairs\": -1}",
                "{\"max_pairs\": 60} {\"max_pairs\": 70}",
                "{\"max_pairs\": 60, \"max_pairs\": 70}",
                "{\"maxPairs\": 60}",
                "[".repeat(100_000))) {
            answered("POST", windows, body, 400);
        }
        for (String path : List.of("/v1/lines/wire/models/1/promote", "/v1/lines/wire/rollback")) {
            for (String body : List.of(
                    "",
                    "null",
                    "[]",
                    "{\"reason\": 5, \"actor\": \"ada\"}",
                    "{\"reason\": \"x\", \"actor\": \"gate\"}",
                    "{\"reason\": \"x\", \"actor\": \"a\\n2026-01-01 INFO forged\"}",
                    "{\"reason\": \"x\\u2028y\", \"actor\": \"ada\"}",
                    "{\"reason\": \"" + "x".repeat(5_000) + "\", \"actor\": \"ada\"}")) {
                answered("POST", path, body, 400);
            }
        }
        String person = "{\"tenant\": \"%s\", \"subject\": \"%s\", \"reason\": \"asked\", \"actor\": \"ada\"}";
        for (String body : List.of(
                person.formatted("acme/x", "y"),
                person.formatted("acme", "a\\u0000"),
                person.formatted("acme", "\\ud800"),
                person.formatted("acme", " "),
                person.formatted("acme", "x".repeat(8 << 20)),
                "null")) {
            answered("POST", "/v1/erasures", body, 400);
        }
        assertThat(good("GET", "/v1/erasures", "").toString()).doesNotContain("acme");
        for (String path : List.of(
                "/v1/lines/no%0Awhere/models",
                "/v1/lines/wire/models/77",
                "/v1/lines/wire/models/77/report",
                "/v1/lines/wire/models/77/pairs",
                "/v1/lines/wire/models/x",
                "/v1/lines/wire/models/99999999999/lineage",
                "/v1/lines/wire/models/-1/report.json",
                "/v1/lines/wire/windows/none",
                "/v1/erasures/none")) {
            answered("GET", path, "", 404);
        }
        answered("DELETE", "/v1/lines/wire/windows/none", "", 404);
        answered("DELETE", "/v1/lines/nowhere/windows/current", "", 404);
        answered("GET", "/v1/lines/wire/models/1/export?form=csv", "", 400, 404);
    }

    private static JsonNode window(JsonNode accepted) {
        String path = "/v1/lines/wire/windows/" + accepted.path("id").asText();
        return await().atMost(Duration.ofMinutes(2)).until(() -> good("GET", path, ""), window -> window.path("state")
                .asText()
                .matches("done|failed|cancelled|too_few_pairs"));
    }

    private static JsonNode good(String method, String path, String body, int... statuses) throws Exception {
        return answered(method, path, body, statuses.length == 0 ? new int[] {200, 201, 202} : statuses);
    }

    private static JsonNode answered(String method, String path, String body, int... statuses) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(statuses).as("%s %s: %s", method, path, response.body()).contains(response.statusCode());
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode content = json(type, response.body());
        described.check(method, path, response.statusCode(), type, content);
        assertThat(response.body().indexOf("<html") < 0 || type.startsWith("text/html"))
                .isTrue();
        return content;
    }

    private static JsonNode json(String type, String body) throws JsonProcessingException {
        return type.replaceAll(";.*", "").endsWith("ndjson") || type.startsWith("text/")
                ? MissingNode.getInstance()
                : JSON.readTree(body);
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(trainer.url(Part.TRAINER) + path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
