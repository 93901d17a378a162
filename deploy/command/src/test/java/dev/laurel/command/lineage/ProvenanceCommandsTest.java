package dev.laurel.command.lineage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.laurel.command.Shell;
import dev.laurel.command.console.Exit;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What reproduce, erase and models tell of the trainer's answers, and the exit codes they end with. */
class ProvenanceCommandsTest {

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer trainer;
    private String url;

    @BeforeEach
    void start() throws IOException {
        trainer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trainer.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] answer = answers.getOrDefault(path, "{\"detail\": \"nothing at " + path + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        trainer.start();
        url = "http://127.0.0.1:" + trainer.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        trainer.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"same,0", "same_so_far,0", "different,5", "erased,6", "not_comparable,6", "missing,1"})
    void exitCodeTellsHowAReproductionEnded(String outcome, int exit) {
        answers.put("/v1/lines/chat/models/3/reproductions", "{\"id\": \"r\", \"state\": \"waiting\"}");
        answers.put(
                "/v1/lines/chat/models/3/reproductions/r",
                """
                {"id": "r", "state": "done", "finding": {"outcome": "%s", "summary": "in a sentence",
                 "differences": [{"kind": "pair", "where": "partition 1, offset 7", "expected": "pair p-1", "found": "another chosen"}],
                 "environment": [{"what": "number of threads", "then": "2", "now": "8"}], "erased": ["p-9"], "notes": ["expired"]}}"""
                        .formatted(outcome));

        Shell.Ended ended = Shell.run("reproduce", "3", "--line", "chat", "--trainer", url);

        assertThat(ended.exit()).isEqualTo(exit);
        assertThat(ended.out())
                .contains(
                        "line chat, version 3: " + outcome.replace('_', ' '),
                        "in a sentence",
                        "differs: pair, partition 1, offset 7",
                        "expected pair p-1",
                        "number of threads was 2 and is 8",
                        "erased: pair p-9",
                        "note: expired");
    }

    @Test
    void aReproductionThatFailedSaysWhy() {
        answers.put(
                "/v1/lines/default/models/3/reproductions",
                "{\"id\": \"r\", \"state\": \"failed\", \"error\": \"the disk is full\"}");

        Shell.Ended ended = Shell.run("reproduce", "3", "--trainer", url);

        assertThat(ended.exit()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("version 3 of line default could not be reproduced: the disk is full");
    }

    @Test
    void anErasureNamesTheVersionsThatHadUsedThePairs() {
        answers.put("/v1/erasures", "{\"id\": \"e\", \"problems\": []}");
        answers.put(
                "/v1/erasures/e",
                """
                {"id": "e", "problems": [], "completed_at": "2026-11-25T10:00:00Z", "windows_let_go": 1,
                 "versions": [{"line": "chat", "version": 2, "pairs": {"training.avro": 3}}]}""");

        Shell.Ended ended = Shell.run(
                "erase", "--tenant", "acme", "--subject", "s", "--reason", "asked", "--actor", "ada", "--trainer", url);

        assertThat(ended.exit()).isEqualTo(Exit.OK);
        assertThat(ended.out())
                .contains("line chat, version 2: pairs taken out: 3 of training.avro", "unfinished windows let go: 1");
    }

    @Test
    void anErasureThatIsStuckIsAFailure() {
        answers.put("/v1/erasures", "{\"id\": \"e\", \"versions\": [], \"problems\": [\"line chat: no archive\"]}");

        Shell.Ended ended = Shell.run(
                "erase", "--tenant", "acme", "--subject", "s", "--reason", "asked", "--actor", "ada", "--trainer", url);

        assertThat(ended.exit()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("is not complete", "line chat: no archive");
    }

    @Test
    void oneVersionIsShownWithWhatWasWithdrawnSince() {
        answers.put(
                "/v1/lines/default/models/2/lineage",
                """
                {"versions": [{"version": 2, "weight_digest": "abc", "trained": 9, "held_out": 1, "withdrawn_since": ["p"]}],
                 "base": "starter", "base_digest": "def"}""");

        Shell.Ended ended = Shell.run("models", "2", "--trainer", url);

        assertThat(ended.exit()).isEqualTo(Exit.OK);
        assertThat(ended.out()).contains("1 pairs withdrawn since", "base model starter");
    }

    @Test
    void lineageBeginsWithOneThing() {
        assertThat(Shell.run("lineage").exit()).isEqualTo(Exit.USAGE);
        assertThat(Shell.run("lineage", "r-1", "--event", "e-1").exit()).isEqualTo(Exit.USAGE);
        assertThat(Shell.run("lineage", "--event", "e-1", "--pair", "p-1").exit())
                .isEqualTo(Exit.USAGE);
    }
}
