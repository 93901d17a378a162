package dev.laurel.bench.attack;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import dev.laurel.stack.Part;

/**
 * One malformed or extreme request; the same number and seed give the same one.
 *
 * @param framed whether its head and length are those of HTTP, so that an answer is owed
 * @param bytes the whole request as it goes over the wire, but for the port of {@code Host}
 */
record RequestCase(int number, Part service, String what, boolean framed, byte[] bytes) {

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/html",
            "application/xml",
            "",
            "nonsense",
            "application/json; charset=utf-16",
            "application/x-ndjson",
            "*/*");
    private static final List<String> METHODS =
            List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW");
    private static final List<String> QUERIES = List.of(
            "?deadline_ms=-1",
            "?deadline_ms=1e99",
            "?deadline_ms=",
            "?line=%00",
            "?line=../../x",
            "?normalize=maybe",
            "?a=%",
            "?" + "q".repeat(9_000),
            "?line=%ed%a0%80");
    private static final List<String> HEADERS = List.of(
            "Host: evil.example",
            "Origin: https://evil.example",
            "Origin: null",
            "Accept: text/html",
            "Accept: nonsense",
            "Accept-Language: " + "x".repeat(7_000),
            "Content-Encoding: gzip",
            "Transfer-Encoding: identity",
            "Expect: 100-continue",
            "Laurel-Deadline-Ms: NaN",
            "Laurel-Deadline-Ms: 99999999999999999999",
            "X-Forwarded-For: a\tb",
            "Sec-Fetch-Site: cross-site",
            "Cookie: " + "c=1; ".repeat(500),
            "Upgrade: h2c",
            "Connection: Upgrade, HTTP2-Settings");

    static RequestCase of(int number, long seed) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003 + number);
        Door door = Door.ALL.get(random.nextInt(Door.ALL.size()));
        int kind = door.bodies().isEmpty() ? 5 + random.nextInt(3) : random.nextInt(9);
        String body = door.bodies().isEmpty()
                ? ""
                : door.bodies().get(random.nextInt(door.bodies().size()));
        Map<String, String> head = new LinkedHashMap<>();
        head.put("Host", "127.0.0.1");
        String method = door.bodies().isEmpty() ? "GET" : "POST";
        String path = door.path();
        head.put("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String more = "";
        switch (kind) {
            case 0, 1, 2, 3 -> bytes = JsonMutation.of(body, random).getBytes(StandardCharsets.UTF_8);
            case 4 -> bytes = ByteMutation.of(bytes, random);
            case 5 -> head.put("Content-Type", TYPES.get(random.nextInt(TYPES.size())));
            case 6 -> {
                method = random.nextBoolean() ? METHODS.get(random.nextInt(METHODS.size())) : method;
                path = random.nextBoolean()
                        ? bare(path) + QUERIES.get(random.nextInt(QUERIES.size()))
                        : bare(path) + "/x%2e%2e/" + random.nextInt(9);
            }
            case 7 -> more = HEADERS.get(random.nextInt(HEADERS.size())) + "\r\n";
            default -> bytes = lines(door, random).getBytes(StandardCharsets.UTF_8);
        }
        if (kind == 8) {
            head.put("Content-Type", random.nextBoolean() ? "application/x-ndjson" : "application/json");
        }
        if (head.get("Content-Type").isEmpty()) {
            head.remove("Content-Type");
        }
        String name = "%s %s kind %d".formatted(method, bare(path), kind);
        boolean framed = !more.startsWith("Expect")
                && !more.startsWith("Transfer")
                && !more.startsWith("Upgrade")
                && !method.equals("HEAD");
        if (more.startsWith("Host")) {
            head.remove("Host");
        }
        return new RequestCase(
                number, door.service(), name, framed, request(method, path, head, more, bytes, random, framed));
    }

    private static String bare(String path) {
        return path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    }

    /** Several items in one body, each changed, as an array or as lines. */
    private static String lines(Door door, RandomGenerator random) {
        StringBuilder lines = new StringBuilder();
        boolean array = random.nextBoolean();
        int items = 1 + random.nextInt(5);
        for (int i = 0; i < items; i++) {
            String body =
                    door.bodies().get(random.nextInt(door.bodies().size())).replace("\n", " ");
            String item = random.nextInt(3) == 0 ? JsonMutation.of(body, random) : body;
            lines.append(i == 0 ? array ? "[" : "" : array ? "," : "\n").append(item);
        }
        return lines.append(array ? "]" : "").toString();
    }

    private static byte[] request(
            String method,
            String path,
            Map<String, String> head,
            String more,
            byte[] body,
            RandomGenerator random,
            boolean framed) {
        StringBuilder text = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        head.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append(more);
        int length = body.length;
        if (!framed) {
            length += random.nextInt(3) - 1;
        }
        text.append("Content-Length: ").append(Math.max(0, length)).append("\r\n\r\n");
        byte[] start = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
