package dev.laurel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The loopback ports of the parts; 0 stands for "any free one" until {@link #resolve}.
 *
 * @param controller where the broker speaks with itself
 */
public record Ports(Map<Part, Integer> byPart, int controller) {

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
        return new Ports(ports, 0);
    }

    /** Every part on any free port. */
    public static Ports random() {
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            ports.put(part, 0);
        }
        return new Ports(ports, 0);
    }

    /** These ports with another one for {@code part}. */
    public Ports with(Part part, int port) {
        Map<Part, Integer> ports = new EnumMap<>(byPart);
        ports.put(part, port);
        return new Ports(ports, controller);
    }

    public int of(Part part) {
        return byPart.getOrDefault(part, 0);
    }

    /**
     * The same ports with zeros replaced by free ports. All of them are held until the last is found, so that no two parts are given the same.
     *
     * @throws StackException naming the part, the port and the option, if one of {@code parts} has a port in use
     */
    Ports resolve(Set<Part> parts) {
        Map<Part, Integer> resolved = new EnumMap<>(byPart);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (Part part : parts) {
                if (of(part) != 0) {
                    held.add(checked(part));
                }
            }
            for (Part part : parts) {
                if (of(part) == 0) {
                    resolved.put(part, free(held));
                }
            }
            return new Ports(resolved, free(held));
        } finally {
            held.forEach(Ports::release);
        }
    }

    /** A port of the loopback address that nobody listens on; the socket that holds it is added to {@code held}. */
    private static int free(List<ServerSocket> held) {
        try {
            ServerSocket socket = listen(0);
            held.add(socket);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StackException("no free port on the loopback address: " + e.getMessage(), e);
        }
    }

    private ServerSocket checked(Part part) {
        int port = of(part);
        try {
            return listen(port);
        } catch (IOException e) {
            String message =
                    "port %d for %s is not available (%s): stop what uses it, or choose another with --%s-port";
            throw new StackException(message.formatted(port, part.label(), e.getMessage(), part.label()), e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
