package dev.laurel.service.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host with a port, as {@code Host} and URIs have it.
 *
 * @param host in lower case, an IPv6 address in brackets
 * @param port absent for the scheme's own
 */
record Authority(String host, OptionalInt port) {

    private static final Pattern FORM =
            Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::(\\d{1,5}))?");
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** Empty if {@code text} is none. */
    static Optional<Authority> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        OptionalInt port =
                matcher.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(2)));
        return Optional.of(new Authority(host.endsWith(".") ? host.substring(0, host.length() - 1) : host, port));
    }

    /** With the scheme's port written out. */
    Authority explicit(boolean secure) {
        return new Authority(host, OptionalInt.of(port.orElse(secure ? 443 : 80)));
    }

    /** Whether the host is an address, not a name, and this one. */
    boolean isAddress(String address) {
        return address(host).flatMap(one -> address(address).map(one::equals)).orElse(false);
    }

    /** Never asks a name server: whatever is no literal address is none. */
    static Optional<InetAddress> address(String literal) {
        boolean bracketed = literal.startsWith("[") && literal.endsWith("]");
        String plain = bracketed ? literal.substring(1, literal.length() - 1) : literal;
        if (!IPV4.matcher(plain).matches() && plain.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(plain));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
