package dev.laurel.command.models;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.laurel.command.Shell;
import dev.laurel.command.console.Exit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code laurel report} beside a server that answers as the trainer does. */
class ReportCommandTest {

    private static final Map<String, String> REPORTS = Map.of(
            "/v1/lines/plain/models/3/report", "<html>版本 3</html>",
            "/v1/lines/plain/models/3/report.json", "{\"steps\": []}");

    @TempDir
    private Path directory;

    private HttpServer trainer;

    @BeforeEach
    void start() throws IOException {
        trainer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trainer.createContext("/", ReportCommandTest::answer);
        trainer.start();
    }

    @AfterEach
    void stop() {
        trainer.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = REPORTS.getOrDefault(path, "{\"detail\": \"line plain has no version 4\"}");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", path.endsWith("/report") ? "text/html;charset=UTF-8" : "application/json");
        exchange.sendResponseHeaders(REPORTS.containsKey(path) ? 200 : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void pageIsSavedWhereItIsWanted() throws IOException {
        Path file = directory.resolve("page.html");

        Shell.Ended ended = report("3", "--out", file);

        assertThat(ended.exit()).as(ended.err()).isEqualTo(Exit.OK);
        assertThat(URI.create(ended.out().strip())).isEqualTo(file.toUri());
        assertThat(Files.readString(file)).isEqualTo("<html>版本 3</html>");
    }

    @Test
    void jsonHasTheSameContent() throws IOException {
        Path file = directory.resolve("report.json");

        assertThat(report("3", "--json", "--out", file).exit()).isEqualTo(Exit.OK);

        assertThat(Files.readString(file)).isEqualTo("{\"steps\": []}");
    }

    @Test
    void missingVersionIsSaidSo() {
        Shell.Ended ended = report("4", "--out", directory.resolve("none.html"));

        assertThat(ended.exit()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("line plain has no version 4");
        assertThat(directory).isEmptyDirectory();
    }

    private Shell.Ended report(Object... arguments) {
        List<Object> words = new ArrayList<>(List.of("report", "--line", "plain"));
        words.addAll(
                List.of("--trainer", "http://127.0.0.1:" + trainer.getAddress().getPort()));
        words.addAll(List.of(arguments));
        return Shell.run(words.toArray());
    }
}
