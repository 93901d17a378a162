package dev.laurel.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The loopback port of each part; 0 stands for "any free one" until {@link #resolve}. */
public record Ports(Map<Part, Integer> byPart) {

    public Ports {
        byPart.forEach((part, port) -> {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " of " + part.label() + " is not in 0..65535");
            }
        });
        byPart = Map.copyOf(byPart);
    }

    /** Every part on its default port. */
    public static Ports defaults() {
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            ports.put(part, part.defaultPort());
        }
        return new Ports(ports);
    }

    /** Every part on any free port. */
    public static Ports random() {
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            ports.put(part, 0);
        }
        return new Ports(ports);
    }

    /** These ports with another one for {@code part}. */
    public Ports with(Part part, int port) {
        Map<Part, Integer> ports = new EnumMap<>(byPart);
        ports.put(part, port);
        return new Ports(ports);
    }

    public int of(Part part) {
        return byPart.getOrDefault(part, 0);
    }

    /**
     * The same ports with zeros replaced by free ports.
     *
     * @throws StackException naming the part, the port and the option, if one of {@code parts} has a port in use
     */
    Ports resolve(Set<Part> parts) {
        Ports resolved = this;
        for (Part part : parts) {
            resolved = resolved.with(part, of(part) == 0 ? free() : checked(part));
        }
        return resolved;
    }

    /** A port of the loopback address that nobody listens on. */
    static int free() {
        try (ServerSocket socket = listen(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StackException("no free port on the loopback address: " + e.getMessage(), e);
        }
    }

    private int checked(Part part) {
        int port = of(part);
        try (ServerSocket socket = listen(port)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            String message =
                    "port %d for %s is not available (%s): stop what uses it, or choose another with --%s-port";
            throw new StackException(message.formatted(port, part.label(), e.getMessage(), part.label()), e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
