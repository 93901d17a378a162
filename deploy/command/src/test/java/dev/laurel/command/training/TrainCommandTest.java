package dev.laurel.command.training;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.laurel.command.Shell;
import dev.laurel.command.Shell.Ended;
import dev.laurel.command.console.Exit;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Windows as the command shows them; a stand-in for the trainer gives its answers in turn. */
class TrainCommandTest {

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer trainer;

    @BeforeEach
    void start() throws IOException {
        trainer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trainer.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = ("{\"id\":\"w1\"," + answers.removeFirst() + "}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        trainer.start();
    }

    @AfterEach
    void stop() {
        trainer.stop(0);
    }

    @Test
    void aFirstVersionHeldBackSaysWhatToDo() {
        answers.add("\"state\":\"waiting\"");
        answers.add("\"state\":\"training\",\"step\":1,\"steps\":2");
        answers.add("\"state\":\"done\",\"pairs\":60,\"outcome\":{\"version\":1,\"promoted\":false,"
                + "\"reason\":\"no better than chance\",\"next\":\"promote it or gather more\"}");

        Ended ended = run("train");

        assertThat(ended.exit()).isEqualTo(Exit.HELD_BACK);
        assertThat(asked)
                .containsExactly(
                        "POST /v1/lines/default/windows",
                        "GET /v1/lines/default/windows/w1",
                        "GET /v1/lines/default/windows/w1");
    }

    @Test
    void tooFewPairsAreNoFailure() {
        answers.add("\"state\":\"too_few_pairs\",\"note\":\"12 pairs of 50 have gathered\"");

        Ended ended = run("train");

        assertThat(ended.exit()).isEqualTo(Exit.FAILED);
        assertThat(ended.err())
                .isEqualToIgnoringNewLines(
                        "laurel: window w1 of line default ended as too few pairs:" + " 12 pairs of 50 have gathered");
    }

    @Test
    void aWindowThatSomebodyEndedIsToldApartFromAFailure() {
        answers.add("\"state\":\"reading\"");
        answers.add("\"state\":\"cancelled\",\"note\":\"on request\"");

        assertThat(run("train").err()).contains("ended as cancelled: on request");
    }

    @Test
    void cancelWaitsForTheEnd() {
        answers.add("\"state\":\"training\",\"step\":1,\"steps\":2");
        answers.add("\"state\":\"cancelled\"");

        Ended ended = run("cancel");

        assertThat(ended.exit()).isEqualTo(Exit.OK);
        assertThat(asked).startsWith("DELETE /v1/lines/default/windows/current");
    }

    @Test
    void cancelOfAnEndedWindowSaysSo() {
        answers.add("\"state\":\"done\"");

        assertThat(run("cancel", "w/1").exit()).isEqualTo(Exit.FAILED);
        assertThat(asked).containsExactly("DELETE /v1/lines/default/windows/w%2F1");
    }

    private Ended run(String... command) {
        List<Object> words = new ArrayList<>(List.of(command));
        words.add("--trainer");
        words.add("http://127.0.0.1:" + trainer.getAddress().getPort());
        return Shell.run(words.toArray());
    }
}
