package dev.laurel.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The two questions asked of a process that may not listen yet; both answer false as long as it does not. */
final class Http {

    private static final int TIMEOUT_MS = 2_000;

    private Http() {}

    /** Whether a GET of {@code uri} answers with a 2xx status. */
    static boolean get(URI uri) {
        return succeeds(uri, "GET", "");
    }

    /** Whether {@code uri} takes the JSON document {@code body} with a 2xx status. */
    static boolean put(URI uri, String body) {
        return succeeds(uri, "PUT", body);
    }

    private static boolean succeeds(URI uri, String method, String body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            try {
                connection.setConnectTimeout(TIMEOUT_MS);
                connection.setReadTimeout(TIMEOUT_MS);
                connection.setRequestMethod(method);
                if (!body.isEmpty()) {
                    connection.setRequestProperty("Content-Type", "application/json");
                    connection.setDoOutput(true);
                    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
                }
                return connection.getResponseCode() / 100 == 2;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
