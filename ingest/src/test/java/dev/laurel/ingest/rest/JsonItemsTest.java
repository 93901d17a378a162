package dev.laurel.ingest.rest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonItemsTest {

    @Test
    void aBodyThatBecomesTooMuchInMemoryIsRefused() {
        byte[] body = ("[" + "{},".repeat(1_100_000) + "{}]").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JsonItems.read(new ByteArrayInputStream(body), body.length, item -> {}))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem().status()).isEqualTo(400));
    }

    @Test
    void readsOneAnArrayAndLines() {
        assertThat(read("{\"a\":1}")).hasSize(1);
        assertThat(read("[{\"a\":1}, {\"a\":2}]")).hasSize(2);
        assertThat(read("{\"a\":1}\n{\"a\":2}\n\n{\"a\":3}\n")).hasSize(3);
    }

    @Test
    void malformedJsonIsRefusedWithItsPlace() {
        refused("{\"a\":1}\n{\"a\" 2}", 400, "line 2, column 6");
        refused("[{\"a\":1}, {\"a\":2}", 400, "end-of-input");
        refused("[{\"a\":1}] {\"a\":2}", 400, "something follows the array's end, at line 1, column 11");
        refused("{\"a\":1", 400, "end-of-input");
    }

    @Test
    void fieldGivenTwiceIsRefused() {
        refused("{\"a\":1,\"a\":2}", 400, "Duplicate field 'a'");
    }

    @Test
    void emptyBodyIsRefused() {
        refused("", 400, "no item");
        refused(" \n", 400, "no item");
        refused("[]", 400, "no item");
    }

    @Test
    void tooLargeBodyIsRefusedWithTheLimit() {
        refused("{\"a\":\"" + "x".repeat(100) + "\"}", 413, "100 bytes");
    }

    @Test
    void itemOfVeryManyValuesIsRefused() {
        String large = "{\"a\":[" + "{},".repeat(200_000) + "1]}";

        assertThatThrownBy(() -> read(large, 1_000_000)).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem().status()).isEqualTo(400);
            assertThat(failure.problem().detail()).contains("an item has more than 200,000 values");
        });
        assertThat(read("[" + "{\"a\":[1,2]},".repeat(50_000) + "{}]", 1_000_000))
                .hasSize(50_001);
    }

    @Test
    void problemDoesNotQuoteTheBody() {
        assertThatThrownBy(() -> read("{\"content\": secret words}"))
                .isInstanceOfSatisfying(ProblemException.class, failure -> assertThat(
                                failure.problem().detail())
                        .startsWith("line 1")
                        .doesNotContain("secret"));
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> read("[".repeat(90_000), 100_000))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem().status()).isEqualTo(400));
    }

    private static List<JsonNode> read(String body) {
        return read(body, 100);
    }

    private static List<JsonNode> read(String body, int maxBytes) {
        List<JsonNode> items = new ArrayList<>();
        JsonItems.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), maxBytes, items::add);
        return items;
    }

    private static void refused(String body, int status, String detail) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem().status()).isEqualTo(status);
            assertThat(failure.problem().detail()).contains(detail);
            assertThat(failure.problem().accepted()).isZero();
        });
    }
}
