package dev.laurel.schema;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;

/** A registry that gives one answer to every question. */
final class RegistryAnswers implements AutoCloseable {

    private final HttpServer server;

    RegistryAnswers(int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    /** One that has this schema under every id. */
    static RegistryAnswers schema(org.apache.avro.Schema schema) throws IOException {
        String quoted = schema.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return new RegistryAnswers(200, "{\"schema\": \"" + quoted + "\"}");
    }

    Registry registry() {
        return Registry.connect(
                Map.of(Registry.URL, "http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
