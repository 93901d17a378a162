package dev.laurel.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The questions asked of a process that may not listen yet; all answer false as long as it does not. */
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

    /** Whether {@code uri} answers a GET, whatever it says. */
    static boolean answers(URI uri) {
        return status(uri, "GET", "") > 0;
    }

    private static boolean succeeds(URI uri, String method, String body) {
        return status(uri, method, body) / 100 == 2;
    }

    /** The status of the answer; 0 if there is none. */
    private static int status(URI uri, String method, String body) {
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
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return 0;
        }
    }
}
