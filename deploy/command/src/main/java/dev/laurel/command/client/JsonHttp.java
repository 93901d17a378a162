package dev.laurel.command.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON over HTTP to one of Laurel's services. Safe for many threads. */
final class JsonHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BAD_REQUEST = 400;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;

    /** @param base the service's address, for example {@code http://127.0.0.1:8082} */
    JsonHttp(URI base) {
        if (base.getHost() == null || !List.of("http", "https").contains(base.getScheme())) {
            throw new ServiceException(
                    0, "the address " + base + " is none of a service; it is like http://127.0.0.1:8082");
        }
        this.base = base;
    }

    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET(), path);
    }

    JsonNode delete(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).DELETE(), path);
    }

    JsonNode post(String path, JsonNode body) {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())),
                path);
    }

    /** What is at a path, whatever its form. */
    HttpResponse<String> text(String path) {
        return answer(HttpRequest.newBuilder(base.resolve(path)).GET(), path);
    }

    private JsonNode send(HttpRequest.Builder request, String path) {
        return parse(answer(request, path).body());
    }

    private HttpResponse<String> answer(HttpRequest.Builder request, String path) {
        HttpResponse<String> response;
        try {
            response = http.send(request.timeout(Duration.ofMinutes(5)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "nothing listens there" : e.getMessage();
            throw new ServiceException(0, "no answer from " + base.resolve(path) + " (" + reason + "); is it running?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(0, "interrupted while waiting for " + base.resolve(path));
        }
        if (response.statusCode() >= BAD_REQUEST) {
            JsonNode body = parse(response.body());
            String detail = body.path("detail").asText(body.path("title").asText(response.body()));
            throw new ServiceException(response.statusCode(), base.resolve(path) + ": " + detail);
        }
        return response;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().put("detail", body);
        }
    }
}
