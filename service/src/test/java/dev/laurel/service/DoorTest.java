package dev.laurel.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import dev.laurel.service.Wire.Answer;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The door of a service, without broker and models: {@link Counter} stands behind it. */
@QuarkusTest
class DoorTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int WORKERS = 4;

    @TestHTTPResource("/")
    URI base;

    @ParameterizedTest
    @CsvSource({
        "/v1/stream, 0",
        "/v1/stream, 2",
        "/v1/stream, 1000000",
        "/v1/text, 0",
        "/v1/text, 1000000",
        "/v1/later, 0",
        "/v1/later, 2",
        "/v1/later, 1000000"
    })
    void whoeverHandlesARequestHasAllOfIt(String path, int length) throws IOException {
        Answer answer = ask(post(path, "x".repeat(length)));

        assertThat(answer.body()).isEqualTo("{\"length\":" + length + "}");
    }

    @Test
    void chunksAreJoined() throws IOException {
        Answer answer =
                ask(head("POST /v1/later") + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");

        assertThat(answer.body()).isEqualTo("{\"length\":7}");
    }

    @Test
    void requestsInARowAreAnsweredInARow() throws IOException {
        try (Wire wire = Wire.to(base.toString())) {
            wire.send(post("/v1/text", "x") + post("/v1/later", "xx") + head("GET /q/health/live") + "\r\n"
                    + post("/v1/stream", "xxx"));

            assertThat(wire.answer(SOON).body()).isEqualTo("{\"length\":1}");
            assertThat(wire.answer(SOON).body()).isEqualTo("{\"length\":2}");
            assertThat(wire.answer(SOON).body()).contains("UP");
            assertThat(wire.answer(SOON).body()).isEqualTo("{\"length\":3}");
        }
    }

    @Test
    void aBodyThatWaitsForLeaveIsAskedFor() throws IOException {
        try (Wire wire = Wire.to(base.toString())) {
            wire.send(head("POST /v1/later") + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");

            assertThat(wire.answerHead(SOON)).startsWith("HTTP/1.1 100 ");
            assertThat(wire.send("xx").answer(SOON).body()).isEqualTo("{\"length\":2}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nowhere",
                "GET /",
                "GET /q/nowhere",
                "GET /../../etc",
                "GET /v1/text",
                "DELETE /v1/text",
                "TRACE /v1/text",
                "OPTIONS /nowhere",
                "POST /nowhere",
                "POST /v1/bug",
                "POST /v1/stream"
            })
    void errorsAreProblemsEvenForBrowsers(String request) throws IOException {
        Answer answer = ask(head(request) + "Accept: text/html\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.isProblem()).as("%s", answer).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "nonsense", "[1,]", "\"\\ud800", "{\"a\":NaN}"})
    void jsonThatIsNoneIsTheCallersFault(String body) throws IOException {
        Answer answer = ask(post("/v1/node", body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).as("%s", answer).isTrue();
    }

    @Test
    void jsonThatIsTooDeepIsTheCallersFault() throws IOException {
        assertThat(ask(post("/v1/node", "[".repeat(200_000))).status()).isEqualTo(400);
    }

    @Test
    void aLargeBodyIsRefusedBeforeItIsSent() throws IOException {
        Answer answer = ask(head("POST /v1/text") + "Content-Length: 99999999999\r\n\r\n");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("2097152 bytes");
    }

    @Test
    void aLargeBodyIsRefusedAsSoonAsItIsKnownToBe() throws IOException {
        Answer answer = ask(head("POST /v1/text") + "Transfer-Encoding: chunked\r\n\r\n" + "100000\r\n"
                + "x".repeat(1 << 20) + "\r\n100001\r\n" + "x".repeat((1 << 20) + 1));

        assertThat(answer.status()).isIn(413, 503);
        assertThat(answer.isProblem()).as("%s", answer).isTrue();
    }

    @Test
    void largeBodiesShareTheirRoomAndSmallOnesNeedNone() throws Exception {
        String most = "x".repeat(900_000);
        try (Wire slow = Wire.to(base.toString())) {
            slow.send(head("POST /v1/text") + "Content-Length: 900001\r\n\r\n" + most);
            awaitHeld(most.length());
            Answer answer = ask(post("/v1/text", most));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.head()).containsIgnoringCase("retry-after: 1");
            assertThat(ask(post("/v1/text", "x")).status()).isEqualTo(200);
            assertThat(slow.send("x").answer(SOON).status()).isEqualTo(200);
        }
        assertThat(ask(post("/v1/text", most)).status()).isEqualTo(200);
    }

    @Test
    void healthAndMetricsAnswerWhileAllThreadsAreBusy() throws Exception {
        List<Wire> busy = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * WORKERS; i++) {
                busy.add(Wire.to(base.toString()).send(post("/v1/busy", "")));
            }
            Counter.allThreads.await();
            for (String path : List.of("/q/health", "/q/health/ready", "/q/metrics")) {
                try (Wire wire = Wire.to(base.toString())) {
                    assertThat(wire.send(head("GET " + path) + "\r\n")
                                    .answer(SOON)
                                    .status())
                            .as(path)
                            .isEqualTo(200);
                }
            }
        } finally {
            Counter.closing.countDown();
            for (Wire wire : busy) {
                assertThat(wire.answer(SOON).body()).isEqualTo("{\"length\":1}");
                wire.close();
            }
        }
    }

    @Test
    void logsOfBugsRepeatNothing() throws IOException {
        ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
        Handler handler = listening(logged);
        Logger.getLogger("").addHandler(handler);
        try {
            Answer answer = ask(post("/v1/bug", "said in confidence"));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("confidence");
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(String.join("\n", logged)).contains("IllegalStateException").doesNotContain("confidence");
    }

    @Test
    void listensOnLoopbackUnlessItIsOpened() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.host", String.class))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void whatIsRefusedIsCounted() throws IOException {
        ask("GET /v1/text HTTP/1.1\r\nHost: evil.example\r\n\r\n");

        assertThat(ask(head("GET /q/metrics") + "\r\n").body())
                .containsPattern("laurel_http_refused_total\\{reason=\"foreign-host\"} [1-9]")
                .contains("laurel_http_refused_total{reason=\"read-timeout\"} 0.0");
    }

    private Answer ask(String request) throws IOException {
        return Wire.ask(base.toString(), request);
    }

    private void awaitHeld(int bytes) throws IOException {
        String held = "laurel_http_body_memory_bytes " + (double) bytes;
        for (int tries = 0; tries < 1_000; tries++) {
            if (ask(head("GET /q/metrics") + "\r\n").body().contains(held)) {
                return;
            }
        }
        throw new AssertionError("bodies never held " + bytes + " bytes");
    }

    private String head(String request) {
        String type = request.startsWith("POST") ? "Content-Type: application/json\r\n" : "";
        return request + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + type;
    }

    private String post(String path, String body) {
        return head("POST " + path) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static Handler listening(ConcurrentLinkedQueue<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                StringWriter trace = new StringWriter();
                if (record.getThrown() != null) {
                    record.getThrown().printStackTrace(new PrintWriter(trace));
                }
                logged.add(record.getMessage() + trace);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
