package dev.laurel.command.door;

import java.util.List;
import java.util.stream.Stream;

/** Requests whose end two readers would see in different places, or that are none. A bar is a line's end; H stands for the host. */
final class UnclearRequests {

    private static final List<String> LENGTHS = List.of(
            "Transfer-Encoding: chunked, identity||3|abc|0||",
            "Transfer-Encoding: identity||abc",
            "Transfer-Encoding: gzip||abc",
            "Transfer-Encoding: gzip, chunked||3|abc|0||",
            "Transfer-Encoding: chunked|Transfer-Encoding: identity||3|abc|0||",
            "Transfer-Encoding: xchunked||3|abc|0||",
            "Transfer-Encoding:||3|abc|0||",
            "Content-Length: 3|Transfer-Encoding: chunked||3|abc|0||",
            "Transfer-Encoding: chunked|Content-Length: 3||3|abc|0||",
            "Content-Length: 3|Content-Length: 4||abcd",
            "Content-Length: 3|Content-Length: 3||abc",
            "Content-Length: 3, 3||abc",
            "Content-Length: +5||abcde",
            "Content-Length: -3||abc",
            "Content-Length: 0x3||abc",
            "Content-Length: 3 3||abc",
            "Content-Length:||abc",
            "Content-Length : 3||abc",
            "Content-Length: 99999999999999999999||abc",
            "Transfer-Encoding: chunked||-3|abc|0||",
            "Transfer-Encoding: chunked||zz|abc|0||",
            "Transfer-Encoding: chunked||fffffffffff|abc|0||",
            "Transfer-Encoding: chunked||3|abcdef|0||");

    private UnclearRequests() {}

    /** To a path that takes JSON. */
    static Stream<String> to(String path, String host) {
        return LENGTHS.stream()
                .map(length -> "POST " + path + " HTTP/1.1|Host: " + host + "|Content-Type: application/json|" + length)
                .map(request -> request.replace("|", "\r\n"));
    }
}
