package dev.laurel.command.door;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.laurel.command.Shell;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Registry;
import dev.laurel.service.Wire;
import dev.laurel.service.Wire.Answer;
import dev.laurel.stack.Checkout;
import dev.laurel.stack.Part;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackOptions;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The doors of the three services, as strangers knock at them. */
class DoorsIT {

    private static final int MANY = 300;
    private static final int MOST = 400;
    private static final int LARGE = 8_000_000;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final long SEED = 12;

    private static Stack stack;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Map.of(
                "laurel.http.read-timeout",
                READ_TIMEOUT.toMillis() + "ms",
                "laurel.http.write-timeout",
                "2s",
                "laurel.http.max-connections",
                Integer.toString(MOST));
        stack = Stack.start(StackOptions.temporary(Checkout.find())
                .settings(Part.INGEST, settings)
                .settings(Part.TRAINER, settings)
                .settings(Part.SCORER, settings)
                .provisioning(DoorsIT::provision));
    }

    private static void provision(Stack running) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", running.bootstrapServers()))) {
            Provisioner.LOCAL.provision(admin, Registry.connect(Map.of(Registry.URL, running.registryUrl())));
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void aPageOfAnotherSiteChangesNothing(Part service) throws Exception {
        String form = "{\"tenant\":\"acme\",\"subject\":\"rex\",\"reason\":\"csrf\",\"actor\":\"evil\"}";
        for (String path : changing(service)) {
            String post = "POST " + path + " HTTP/1.1\r\nContent-Length: " + form.length() + "\r\n";
            String own = "Host: " + URI.create(stack.url(service)).getAuthority() + "\r\n";
            String json = "Content-Type: application/json\r\n";
            String page = "Origin: https://evil.example\r\n";

            assertThat(status(service, post + own + page + "Content-Type: text/plain\r\n\r\n" + form))
                    .isEqualTo(403);
            assertThat(status(service, post + own + page + json + "\r\n" + form))
                    .isEqualTo(403);
            assertThat(status(service, post + own + "Origin: null\r\n" + json + "\r\n" + form))
                    .isEqualTo(403);
            assertThat(status(service, post + own + "Sec-Fetch-Site: cross-site\r\n" + json + "\r\n" + form))
                    .isEqualTo(403);
            assertThat(status(service, post + "Host: evil.example\r\n" + json + "\r\n" + form))
                    .isEqualTo(403);
            assertThat(status(service, post + own + "Content-Type: text/plain\r\n\r\n" + form))
                    .isEqualTo(415);
            assertThat(status(service, post + own + "Content-Type: multipart/form-data; boundary=x\r\n\r\n" + form))
                    .isEqualTo(415);
            assertThat(status(service, post + own + "\r\n" + form)).isEqualTo(415);
        }
    }

    @Test
    void anErasureReachesEveryPart() {
        Shell.Ended ended = Shell.run(
                "erase",
                "--tenant",
                "acme",
                "--subject",
                "grace",
                "--reason",
                "asked",
                "--actor",
                "ada",
                "--ingest",
                stack.url(Part.INGEST),
                "--wait",
                "PT1M");

        assertThat(ended.exit()).as(ended.err()).isEqualTo(0);
        assertThat(ended.out())
                .contains(
                        "ingest, partition 0: done (events 0",
                        "trainer: done (archived_pairs 0",
                        "responses.scored.v1 ")
                .doesNotContain("grace");
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void nothingIsReadUnderAForeignName(Part service) throws Exception {
        for (String path : List.of("/q/health", "/q/metrics", "/q/openapi", "/v1/models", "/v1/lines", "/")) {
            assertThat(status(service, "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void errorsAreProblems(Part service) throws Exception {
        for (String request : List.of(
                "GET /nowhere",
                "GET /",
                "GET /%zz",
                "GET /?a=%",
                "GET /a|b",
                "PUT " + changing(service).get(0))) {
            Answer answer = Wire.ask(stack.url(service), head(service, request) + "Accept: text/html\r\n\r\n");
            assertThat(answer.isProblem()).as("%s: %s", request, answer).isTrue();
        }
        for (String malformed :
                List.of("nonsense\r\n\r\n", "GET / HTTP/1.1\r\nX: " + "y".repeat(1 << 16) + "\r\n\r\n")) {
            Answer answer = Wire.ask(stack.url(service), malformed);
            assertThat(answer.isProblem()).as("%s", answer).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void aRequestWhoseEndIsNotClearEndsItsConnection(Part service) throws Exception {
        String host = URI.create(stack.url(service)).getAuthority();
        for (String request : UnclearRequests.to(changing(service).get(0), host).toList()) {
            try (Wire wire = Wire.to(stack.url(service)).send(request)) {
                Answer answer = wire.answer(SOON);
                assertThat(answer.status()).as("%s: %s", request, answer).isBetween(400, 499);
                assertThat(answer.isProblem()).as("%s: %s", request, answer).isTrue();
                assertThat(wire.isEnded(SOON)).as(request).isTrue();
            }
        }
        for (String method : List.of("TRACE", "CONNECT")) {
            Answer answer = Wire.ask(stack.url(service), head(service, method + " /") + "\r\n");
            assertThat(answer.isProblem()).as("%s: %s", method, answer).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void jsonAtItsExtremesIsAProblem(Part service) throws Exception {
        for (String json : List.of(
                "{\"a\":", "[".repeat(200_000), "{\"a\":".repeat(50_000), "{\"a\":1e1000000}", "9".repeat(100_000))) {
            Answer answer = Wire.ask(
                    stack.url(service),
                    head(service, "POST " + changing(service).get(0))
                            + "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
            assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
            assertThat(answer.isProblem()).as("%s", answer).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void callersWhoSendAByteEachKeepNobodyWaiting(Part service) throws Exception {
        for (String beginning : List.of(
                "G",
                head(service, "POST " + changing(service).get(0))
                        + "Content-Type: application/json\r\nContent-Length: 50000\r\n\r\n{")) {
            List<Wire> slow = many(service, beginning);
            answersSoon(service);
            close(slow);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void aRequestIsReadForALimitedTime(Part service) throws Exception {
        try (Wire slow = Wire.to(stack.url(service))) {
            slow.send(head(service, "POST " + changing(service).get(0))
                    + "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n");

            Answer answer = slow.answer(READ_TIMEOUT.plus(SOON));

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.isProblem()).as("%s", answer).isTrue();
            assertThat(slow.isEnded(SOON)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void thoseWhoHaveWaitedLongestMakeRoom(Part service) throws Exception {
        List<Wire> silent = new ArrayList<>();
        for (int i = 0; i < 2 * MOST; i++) {
            silent.add(Wire.to(stack.url(service)));
        }

        answersSoon(service);

        assertThat(silent.get(0).isEnded(SOON)).isTrue();
        close(silent);
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void whoTakesNoAnswersIsCutOff(Part service) throws Exception {
        String much = head(service, "GET /q/openapi") + "\r\n" + head(service, "GET /q/metrics") + "\r\n";
        try (Wire deaf = Wire.to(stack.url(service))) {
            deaf.send(much.repeat(45));
            await().atMost(Duration.ofMinutes(1)).until(() -> refused(service, "write-timeout") >= 1);
        }
        answersSoon(service);
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void whoWaitsForNoAnswersIsCutOff(Part service) throws Exception {
        try (Wire hasty = Wire.to(stack.url(service))) {
            assertThat(hasty.stuff((head(service, "GET /q/health/live") + "\r\n").repeat(50), Duration.ofSeconds(20)))
                    .isTrue();
        }
        answersSoon(service);
    }

    /** All of it together is more than a service's heap. */
    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void whatWasAnsweredIsForgotten(Part service) throws Exception {
        String request = head(service, "POST " + changing(service).get(0))
                + "Content-Type: application/json\r\nContent-Length: " + LARGE + "\r\n\r\n" + "x".repeat(LARGE);
        List<Wire> idle = new ArrayList<>();
        for (int i = 0; i < (1 << 30) / LARGE + 20; i++) {
            Wire wire = Wire.to(stack.url(service)).send(request);
            assertThat(wire.answer(SOON).status()).isEqualTo(400);
            idle.add(wire);
        }
        answersSoon(service);
        close(idle);
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "TRAINER", "SCORER"})
    void nonsenseDoesNoHarm(Part service) throws Exception {
        Random random = new Random(SEED);
        List<String> seeds = List.of(
                head(service, "POST " + changing(service).get(0))
                        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                head(service, "POST " + changing(service).get(0))
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\n{}\r\n0\r\n\r\n",
                head(service, "GET /q/health")
                        + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: \r\n\r\n",
                head(service, "GET /q/health") + "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
        List<Wire> strangers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Wire stranger = Wire.to(stack.url(service));
            strangers.add(stranger);
            try {
                stranger.send(mutated(seeds.get(random.nextInt(seeds.size())), random));
            } catch (IOException e) {
                // cut off already
            }
        }
        answersSoon(service);
        close(strangers);
    }

    private static byte[] mutated(String seed, Random random) {
        byte[] bytes = seed.getBytes(StandardCharsets.ISO_8859_1);
        for (int changes = random.nextInt(8); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    byte[] twice = Arrays.copyOf(bytes, bytes.length + at);
                    System.arraycopy(bytes, 0, twice, bytes.length, at);
                    bytes = twice;
                }
            }
        }
        return bytes;
    }

    private static void answersSoon(Part service) throws IOException {
        for (String path : List.of("/q/health/live", "/q/metrics", "/nowhere")) {
            try (Wire wire = Wire.to(stack.url(service))) {
                Answer answer = wire.send(head(service, "GET " + path) + "\r\n").answer(SOON);
                assertThat(answer.status()).as("%s: %s", path, answer).isEqualTo(path.equals("/nowhere") ? 404 : 200);
            }
        }
    }

    private static double refused(Part service, String reason) throws IOException {
        String counter = "laurel_http_refused_total{reason=\"" + reason + "\"} ";
        return Wire.ask(stack.url(service), head(service, "GET /q/metrics") + "\r\n")
                .body()
                .lines()
                .filter(line -> line.startsWith(counter))
                .mapToDouble(line -> Double.parseDouble(line.substring(counter.length())))
                .sum();
    }

    private static List<Wire> many(Part service, String beginning) throws IOException {
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            wires.add(Wire.to(stack.url(service)).send(beginning));
        }
        return wires;
    }

    private static void close(List<Wire> wires) throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    private static int status(Part service, String request) throws IOException {
        Answer answer = Wire.ask(stack.url(service), request);
        assertThat(answer.isProblem()).as("%s", answer).isTrue();
        return answer.status();
    }

    private static String head(Part service, String request) {
        return request + " HTTP/1.1\r\nHost: " + URI.create(stack.url(service)).getAuthority() + "\r\n";
    }

    private static List<String> changing(Part service) {
        return switch (service) {
            case INGEST -> List.of("/v1/feedback", "/v1/responses", "/v1/erasures");
            case TRAINER ->
                List.of(
                        "/v1/erasures",
                        "/v1/lines/default/windows",
                        "/v1/lines/default/rollback",
                        "/v1/lines/default/models/1/promote",
                        "/v1/lines/default/models/1/reproductions",
                        "/v1/lines/default/exports",
                        "/v1/lines/default/registrations");
            default -> List.of("/v1/score", "/v1/verify");
        };
    }
}
