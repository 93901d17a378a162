package dev.laurel.bench.attack;

import java.util.List;

import dev.laurel.stack.Part;

/**
 * A route of a service with bodies that it takes.
 *
 * @param path with a query, where it wants one
 * @param bodies JSON, each of another form; none for a route that is only read
 */
record Door(Part service, String path, List<String> bodies) {

    private static final String EVENT =
            """
            {"event_id":"e-%1$s","tenant":"acme","event_time":"2026-11-22T08:00:00Z","task":"support","language":"en",
             "source":{"system":"web-chat","actor":"END_USER","subject":"s-1","annotator":"a-1"},
             "prompt_id":"p-%1$s","messages":[{"role":"user","content":"Why is the sky blue? quokkaletter"}],
             "candidates":[{"response_id":"a","content":"Sunlight scatters, quokkaletter.","position":0,"score":0.5},
                           {"response_id":"b","messages":[{"role":"assistant","content":"It reflects the sea. quokkaletter"}]},
                           {"response_id":"c","content":"Who knows, quokkaletter?","reward":0.1,"model_line":"default","model_version":1}],
             "comment":"quokkaletter","tags":["tone"],"attributes":{"channel":"web"},"payload":%2$s}""";

    private static final List<String> PAYLOADS = List.of(
            "{\"comparison\":{\"response_a\":\"a\",\"response_b\":\"b\",\"outcome\":\"A\",\"strength\":0.5}}",
            "{\"rating\":{\"response_id\":\"a\",\"value\":4,\"minimum\":1,\"maximum\":5}}",
            "{\"thumb\":{\"response_id\":\"a\",\"up\":true}}",
            "{\"ranking\":{\"tiers\":[[\"a\"],[\"b\",\"c\"]]}}",
            "{\"edit\":{\"response_id\":\"a\",\"edited\":\"Sunlight scatters in air, quokkaletter.\"}}",
            "{\"regenerate\":{\"response_id\":\"a\",\"replacement\":\"b\"}}",
            "{\"premade_pair\":{\"chosen\":\"a\",\"rejected\":\"b\",\"margin\":0.5}}");

    private static final String RESPONSE =
            """
            {"response_id":"r-%s","tenant":"acme","task":"support","prompt_id":"p-1","event_time":"2026-11-22T08:00:00Z",
             "messages":[{"role":"user","content":"Why is the sky blue? quokkaletter"}],"response":"Sunlight, quokkaletter.",
             "group_id":"g-%1$s","group_size":2,"attempt":1,"finish_reason":"STOP","generator":"m","attributes":{"a":"b"}}""";

    private static final String ASKED =
            "\"messages\":[{\"role\":\"user\",\"content\":\"Why? quokkaletter\"}],\"response\":\"So, quokkaletter.\"";

    private static final String RERANK =
            "{\"model\":\"default\",\"query\":\"Why? quokkaletter\",\"documents\":[\"So quokkaletter\",\"No\"],\"top_n\":1}";

    static final List<Door> ALL = List.of(
            new Door(
                    Part.INGEST,
                    "/v1/feedback",
                    PAYLOADS.stream()
                            .map(payload -> EVENT.formatted("1", payload))
                            .toList()),
            new Door(Part.INGEST, "/v1/responses", List.of(RESPONSE.formatted("1"))),
            new Door(
                    Part.SCORER,
                    "/v1/score?deadline_ms=20000",
                    List.of(
                            "{" + ASKED + ",\"response_id\":\"r\"}",
                            "{" + ASKED + ",\"tenant\":\"acme\",\"task\":\"t\"}")),
            new Door(
                    Part.SCORER,
                    "/v1/verify",
                    List.of("{" + ASKED + ",\"tenant\":\"acme\",\"task\":\"support\",\"attempt\":2}")),
            new Door(
                    Part.SCORER,
                    "/get_reward?normalize=true",
                    List.of("{\"query\":[\"Why? So. quokkaletter\",\"No\"],\"prompts\":[\"Why?\"],\"labels\":[\"\"]}")),
            new Door(
                    Part.SCORER,
                    "/classify",
                    List.of(
                            "{\"model\":\"default\",\"input\":[\"quokkaletter\",\"b\"],\"use_activation\":false}",
                            "{\"input\":[1,2,3],\"truncate_prompt_tokens\":8}",
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"quokkaletter\"}]}",
                            "{\"text\":[\"quokkaletter\"]}")),
            new Door(Part.SCORER, "/pooling", List.of("{\"model\":\"default\",\"input\":[\"quokkaletter\"]}")),
            new Door(
                    Part.SCORER,
                    "/score",
                    List.of("{\"model\":\"default\",\"text_1\":\"Why? quokkaletter\",\"text_2\":[\"So\",\"No\"]}")),
            new Door(Part.SCORER, "/rerank", List.of(RERANK, "{\"query\":\"Why?\",\"texts\":[\"So quokkaletter\"]}")),
            new Door(Part.SCORER, "/v2/rerank", List.of(RERANK)),
            new Door(
                    Part.SCORER,
                    "/predict",
                    List.of("{\"inputs\":[[\"quokkaletter\",\"b\"]],\"raw_scores\":true,\"truncate\":true}")),
            new Door(Part.INGEST, "/q/health/ready", List.of()),
            new Door(Part.SCORER, "/v1/models", List.of()),
            new Door(Part.SCORER, "/v1/policies", List.of()));
}
