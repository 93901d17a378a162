package dev.laurel.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Listens where a service would, is alive at once or never, and answers {@code /property?NAME} with that system property. */
public final class StandInService {

    private StandInService() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (Boolean.getBoolean("laurel.stand-in.never")) {
            System.out.println("ERROR the stand-in cannot find its feet");
            Thread.currentThread().join();
        }
        InetSocketAddress address =
                new InetSocketAddress(System.getProperty("quarkus.http.host"), Integer.getInteger("quarkus.http.port"));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/q/health/live", exchange -> answer(exchange, "UP"));
        server.createContext(
                "/property",
                exchange -> answer(
                        exchange, System.getProperty(exchange.getRequestURI().getQuery(), "none")));
        server.start();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
