package dev.laurel.service.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * What a request says of who sends it.
 *
 * @param secure whether it came over TLS
 * @param target as the request line has it: a path, or a whole URI
 * @param hosts the values of {@code Host}, of which there should be one
 * @param local the address of ours that it came to
 */
record Call(
        String method,
        boolean secure,
        String target,
        List<String> hosts,
        List<String> origins,
        Optional<String> mediaType,
        Optional<String> fetchSite,
        Optional<String> fetchMode,
        String local) {

    static Call of(HttpServerRequest request) {
        return new Call(
                request.method().name(),
                request.isSSL(),
                request.uri(),
                request.headers().getAll(HttpHeaders.HOST),
                request.headers().getAll(HttpHeaders.ORIGIN),
                Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)).map(Call::essence),
                Optional.ofNullable(request.getHeader("Sec-Fetch-Site")),
                Optional.ofNullable(request.getHeader("Sec-Fetch-Mode")),
                request.localAddress() == null
                        ? ""
                        : String.valueOf(request.localAddress().hostAddress()));
    }

    /** A media type without its parameters. */
    static String essence(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
