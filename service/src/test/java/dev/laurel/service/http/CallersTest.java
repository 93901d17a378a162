package dev.laurel.service.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.laurel.service.http.Refusal.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallersTest {

    private static final String JSON = "application/json";

    private final Callers callers = new Callers(Set.of("Laurel.example"), Set.of("https://Console.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "localhost.:8080",
                "127.0.0.1:8080",
                "[::1]:8080",
                "10.1.2.3:8080",
                "laurel.example"
            })
    void knowsItselfByItsNamesAndTheAddressItIsReachedAt(String host) {
        assertThat(refusal(get(host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.1.2.4",
                "evil.example@localhost",
                "localhost:8080:1",
                "localhost/",
                "localhost, evil.example",
                "[::2]",
                "0x7f000001",
                "2130706433",
                ""
            })
    void refusesNamesThatAreNotItsOwn(String host) {
        assertThat(refusal(get(host))).contains(Reason.FOREIGN_HOST);
    }

    @Test
    void wantsOneHost() {
        assertThat(refusal(new Caller().hosts(new String[0]).call())).contains(Reason.MALFORMED);
        assertThat(refusal(new Caller().hosts("localhost", "localhost").call())).contains(Reason.MALFORMED);
    }

    @Test
    void readsTheHostOfAWholeUri() {
        assertThat(refusal(new Caller().target("http://evil.example/q/health").call()))
                .contains(Reason.FOREIGN_HOST);
        assertThat(refusal(new Caller().target("http://localhost:8080/q/health").call()))
                .isEmpty();
        assertThat(refusal(
                        new Caller().target("/v1/lineage?of=http://a.example").call()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "",
                "https://localhost:8080",
                "http://localhost",
                "http://localhost:3000",
                "http://localhost:8080.evil.example",
                "http://127.0.0.1:8080",
                "file://"
            })
    void refusesPagesOfOtherOrigins(String origin) {
        assertThat(refusal(post(JSON).origins(origin).call())).contains(Reason.FOREIGN_ORIGIN);
        assertThat(refusal(new Caller().origins(origin).call())).contains(Reason.FOREIGN_ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "https://console.example"})
    void takesItsOwnPagesAndThoseListed(String origin) {
        assertThat(refusal(post(JSON).origins(origin).call())).isEmpty();
    }

    @Test
    void anOwnOriginMayLeaveTheSchemesPortOut() {
        assertThat(refusal(post(JSON)
                        .hosts("localhost:80")
                        .origins("http://localhost")
                        .call()))
                .isEmpty();
    }

    @Test
    void refusesTwoOrigins() {
        assertThat(refusal(post(JSON)
                        .origins("http://localhost:8080", "http://localhost:8080")
                        .call()))
                .contains(Reason.FOREIGN_ORIGIN);
    }

    @ParameterizedTest
    @CsvSource({
        "none, cors, true",
        "same-origin, cors, true",
        "cross-site, no-cors, false",
        "same-site, no-cors, false",
        "cross-site, cors, false",
        "cross-site, navigate, true"
    })
    void readsOfOtherSitesAreRefusedUnlessALinkIsFollowed(String site, String mode, boolean taken) {
        assertThat(refusal(new Caller().fetch(site, mode).call()).isEmpty()).isEqualTo(taken);
    }

    @Test
    void aFormOfAnotherSiteIsNoLink() {
        assertThat(refusal(post(JSON).fetch("cross-site", "navigate").call())).contains(Reason.FOREIGN_ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain; charset=application/json",
                "text/plain;application/json",
                "TEXT/PLAIN",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "*/*",
                "json",
                "application/jsonx",
                "application/octet-stream",
                "application/json, text/plain",
                " "
            })
    void refusesMediaTypesThatAFormCanSendOrThatNobodyReads(String type) {
        assertThat(refusal(post(type).call())).contains(Reason.MEDIA_TYPE);
        assertThat(refusal(post(type).method("DELETE").call())).contains(Reason.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON;charset=utf-8",
                "application/x-ndjson",
                "application/problem+json"
            })
    void takesJson(String type) {
        assertThat(refusal(post(type).call())).isEmpty();
    }

    @Test
    void aPostNeedsAMediaTypeEvenWithoutABody() {
        assertThat(refusal(new Caller().method("POST").call())).contains(Reason.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PUT", "PATCH"})
    void methodsThatABrowserAsksLeaveForNeedNone(String method) {
        assertThat(refusal(new Caller().method(method).call())).isEmpty();
    }

    @Test
    void neverRepeatsWhatItWasGiven() {
        Refusal refusal = callers.refusal(get("<script>")).orElseThrow();

        assertThat(refusal.problem().json()).doesNotContain("script");
    }

    private Optional<Reason> refusal(Call call) {
        return callers.refusal(call).map(Refusal::reason);
    }

    private static Call get(String host) {
        return new Caller().hosts(host).call();
    }

    private static Caller post(String mediaType) {
        return new Caller().method("POST").mediaType(mediaType);
    }

    /** A call of a program on this machine, until it is told otherwise. */
    private record Caller(
            String method,
            String target,
            List<String> hosts,
            List<String> origins,
            String type,
            String site,
            String mode) {

        Caller() {
            this("GET", "/v1/models", List.of("localhost:8080"), List.of(), null, null, null);
        }

        Caller method(String name) {
            return new Caller(name, target, hosts, origins, type, site, mode);
        }

        Caller target(String uri) {
            return new Caller(method, uri, hosts, origins, type, site, mode);
        }

        Caller hosts(String... names) {
            return new Caller(method, target, List.of(names), origins, type, site, mode);
        }

        Caller origins(String... pages) {
            return new Caller(method, target, hosts, List.of(pages), type, site, mode);
        }

        Caller mediaType(String contentType) {
            return new Caller(method, target, hosts, origins, contentType, site, mode);
        }

        Caller fetch(String fromSite, String inMode) {
            return new Caller(method, target, hosts, origins, type, fromSite, inMode);
        }

        Call call() {
            return new Call(
                    method,
                    false,
                    target,
                    hosts,
                    origins,
                    Optional.ofNullable(type).map(Call::essence),
                    Optional.ofNullable(site),
                    Optional.ofNullable(mode),
                    "10.1.2.3");
        }
    }
}
