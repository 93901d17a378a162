package dev.laurel.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls of the registry's Confluent-compatible interface as plain HTTP. */
final class RegistryCalls {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private RegistryCalls() {}

    /** Registers an Avro schema and returns the registry's answer. */
    static String register(Stack stack, String subject, String schema) throws IOException, InterruptedException {
        URI versions = URI.create(stack.registryUrl() + "/subjects/" + subject + "/versions");
        String body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
        HttpRequest request = HttpRequest.newBuilder(versions)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** A record schema whose only field has this name and no default. */
    static String record(String field) {
        return "{\"type\":\"record\",\"name\":\"Sample\",\"fields\":[{\"name\":\"" + field
                + "\",\"type\":\"string\"}]}";
    }
}
