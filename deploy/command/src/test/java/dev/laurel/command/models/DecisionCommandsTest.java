package dev.laurel.command.models;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.command.Shell;
import dev.laurel.command.console.Exit;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code laurel promote} and {@code laurel rollback} against a trainer that answers as it is told. */
class DecisionCommandsTest {

    private final List<String> requests = new ArrayList<>();
    private HttpServer trainer;
    private int status = 200;
    private String answer =
            "{\"line\": \"acme\", \"champion\": 2, \"previous\": 3, \"reason\": \"worse\", \"actor\": \"ada\"}";

    @BeforeEach
    void start() throws Exception {
        trainer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trainer.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        trainer.start();
    }

    @AfterEach
    void stop() {
        trainer.stop(0);
    }

    @Test
    void promoteTellsTheTrainerWhoAndWhy() {
        Shell.Ended ended = run("promote", "2", "--line", "acme", "--reason", "better", "--actor", "ada");

        assertThat(requests)
                .containsExactly("POST /v1/lines/acme/models/2/promote {\"reason\":\"better\",\"actor\":\"ada\"}");
        assertThat(ended.out())
                .isEqualToIgnoringNewLines("line acme: version 2 is the champion after version 3, by ada: worse");
        assertThat(ended.exit()).isEqualTo(Exit.OK);
    }

    @Test
    void rollbackIsByWhoeverRunsItUnlessSaidOtherwise() {
        Shell.Ended ended = run("rollback", "--reason", "worse", "--json");

        assertThat(requests)
                .containsExactly("POST /v1/lines/default/rollback {\"reason\":\"worse\",\"actor\":\""
                        + System.getProperty("user.name") + "\"}");
        assertThat(ended.out()).contains("\"champion\" : 2");
    }

    @Test
    void aRefusalIsTheTrainersOwnWords() {
        status = 409;
        answer = "{\"detail\": \"version 2 is the champion of line acme already\"}";

        Shell.Ended ended = run("promote", "2", "--reason", "better");

        assertThat(ended.exit()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("version 2 is the champion of line acme already");
    }

    @Test
    void aDecisionNeedsAReason() {
        Shell.Ended ended = run("rollback");

        assertThat(ended.exit()).isEqualTo(Exit.USAGE);
        assertThat(ended.err()).contains("--reason");
        assertThat(requests).isEmpty();
    }

    private Shell.Ended run(String... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add("--trainer");
        all.add("http://127.0.0.1:" + trainer.getAddress().getPort());
        return Shell.run(all.toArray());
    }
}
