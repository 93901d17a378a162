package dev.laurel.ingest.rest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonItemsTest {

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

    private static List<JsonNode> read(String body) {
        return JsonItems.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), 100);
    }

    private static void refused(String body, int status, String detail) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem().status()).isEqualTo(status);
            assertThat(failure.problem().detail()).contains(detail);
            assertThat(failure.problem().accepted()).isZero();
        });
    }
}
