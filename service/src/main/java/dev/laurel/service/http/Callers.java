package dev.laurel.service.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.laurel.service.http.Refusal.Reason;

/**
 * Who may call a service that knows no credentials: not a web page on another site, which a browser on this machine lets send requests here. Refused are
 * a foreign {@code Host} (a name that its owner points at this address), a foreign {@code Origin}, and a change asked for without a media type that a
 * browser asks leave for first; there is nobody to give that leave.
 */
final class Callers {

    /** Names of this machine, for itself. */
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> TAKEN = Set.of("application/json", "application/x-ndjson");

    private final Set<String> hosts;
    private final Set<String> origins;

    /**
     * The rule.
     *
     * @param hosts names besides the local ones, without ports
     * @param origins such as {@code https://example.org}
     */
    Callers(Set<String> hosts, Set<String> origins) {
        this.hosts = Stream.concat(LOCAL.stream(), lowerCase(hosts)).collect(Collectors.toSet());
        this.origins = lowerCase(origins).collect(Collectors.toSet());
    }

    /** Why the call is refused; empty if it is not. */
    Optional<Refusal> refusal(Call call) {
        if (call.hosts().size() != 1) {
            return refuse(
                    Reason.MALFORMED,
                    "a request has one Host, not " + call.hosts().size());
        }
        Optional<Authority> host = Authority.read(call.hosts().get(0));
        if (host.isEmpty() || !isOurs(host.get(), call.local()) || !isOurs(call)) {
            return refuse(
                    Reason.FOREIGN_HOST,
                    "the service is not known under the request's Host; laurel.http.allowed-hosts lists further names");
        }
        if (isForeignPage(call, host.get())) {
            return refuse(
                    Reason.FOREIGN_ORIGIN,
                    "pages of another origin may not call; laurel.http.allowed-origins lists those that may");
        }
        return mediaType(call);
    }

    private boolean isOurs(Authority host, String local) {
        return hosts.contains(host.host()) || host.isAddress(local);
    }

    /** A whole URI in the request line is for a host, too. */
    private boolean isOurs(Call call) {
        int authority = call.target().indexOf("://");
        if (call.target().startsWith("/") || call.target().equals("*") || authority < 0) {
            return true;
        }
        String named = call.target().substring(authority + 3).split("[/?#]", 2)[0];
        return Authority.read(named).map(host -> isOurs(host, call.local())).orElse(false);
    }

    private boolean isForeignPage(Call call, Authority host) {
        if (call.origins().size() > 1) {
            return true;
        }
        if (!call.origins().isEmpty()) {
            String origin = call.origins().get(0).strip().toLowerCase(Locale.ROOT);
            return !origins.contains(origin) && !isOwn(origin, host, call.secure());
        }
        boolean elsewhere = call.fetchSite()
                .filter(site -> site.equals("cross-site") || site.equals("same-site"))
                .isPresent();
        boolean followsLink = call.method().equals("GET")
                && call.fetchMode().filter("navigate"::equals).isPresent();
        return elsewhere && !followsLink;
    }

    private static boolean isOwn(String origin, Authority host, boolean secure) {
        String scheme = secure ? "https://" : "http://";
        return origin.startsWith(scheme)
                && Authority.read(origin.substring(scheme.length()))
                        .map(from -> from.explicit(secure).equals(host.explicit(secure)))
                        .orElse(false);
    }

    private static Optional<Refusal> mediaType(Call call) {
        if (READING.contains(call.method())) {
            return Optional.empty();
        }
        if (call.mediaType().isEmpty()) {
            return call.method().equals("POST")
                    ? refuse(Reason.MEDIA_TYPE, "a POST names its media type, with or without a body: " + taken())
                    : Optional.empty(); // browsers ask leave for all other methods that change something
        }
        String type = call.mediaType().get();
        return TAKEN.contains(type) || type.matches("application/[a-z0-9.-]+\\+json")
                ? Optional.empty()
                : refuse(Reason.MEDIA_TYPE, "the media type is none of those taken: " + taken());
    }

    private static String taken() {
        return "Content-Type: " + TAKEN.stream().sorted().collect(Collectors.joining(" or "));
    }

    private static Optional<Refusal> refuse(Reason reason, String detail) {
        return Optional.of(new Refusal(reason, detail));
    }

    private static Stream<String> lowerCase(Set<String> names) {
        return names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT));
    }
}
