package dev.laurel.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** A connection on which every byte is ours, as no HTTP client would let us send it. */
public final class Wire implements AutoCloseable {

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    public static Wire to(String url) throws IOException {
        URI uri = URI.create(url);
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 5_000);
        socket.setTcpNoDelay(true);
        return new Wire(socket);
    }

    /** One request on a connection of its own, and its answer. */
    public static Answer ask(String url, String request) throws IOException {
        try (Wire wire = to(url)) {
            return wire.send(request).answer(Duration.ofSeconds(20));
        }
    }

    /**
     * What came back.
     *
     * @param status 0 if the connection ended without an answer
     */
    public record Answer(int status, String head, String body) {

        public boolean isProblem() {
            return head.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json")
                    && body.contains("\"status\":" + status);
        }
    }

    public Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends {@code text} over and over and reads nothing; whether the other side ends the connection within that time. */
    public boolean stuff(String text, Duration within) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Thread sender = new Thread(() -> {
            try {
                while (true) {
                    send(bytes);
                }
            } catch (IOException e) {
                // the end that is waited for
            }
        });
        sender.start();
        try {
            sender.join(within.toMillis());
            return !sender.isAlive();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The head of the next answer; empty if the connection ends without one. */
    public String answerHead(Duration within) throws IOException {
        socket.setSoTimeout(Math.toIntExact(within.toMillis()));
        return head(socket.getInputStream());
    }

    /** The next answer, whole by its Content-Length or by the connection's end. */
    public Answer answer(Duration within) throws IOException {
        socket.setSoTimeout(Math.toIntExact(within.toMillis()));
        InputStream in = socket.getInputStream();
        String head = head(in);
        if (head.isEmpty()) {
            return new Answer(0, "", "");
        }
        int length = length(head);
        byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes(length);
        return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, new String(body, StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next;
            try {
                next = in.read();
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                return ""; // reset
            }
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return -1;
    }

    /** Whether the other side has ended the connection, or ends it within that time. */
    public boolean isEnded(Duration within) throws IOException {
        socket.setSoTimeout(Math.toIntExact(within.toMillis()));
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
