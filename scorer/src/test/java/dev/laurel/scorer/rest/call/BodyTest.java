package dev.laurel.scorer.rest.call;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import dev.laurel.service.problem.ProblemException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class BodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            ~~                    | is empty
            ~ ~                   | is empty
            {"a":                 | ends early, at line 1, column 6
            secret                | is not JSON in UTF-8, at line 1
            {"a":1} secret        | is not JSON in UTF-8, at line 1
            {"a":1,"a":2}         | has the field "a" twice
            {"a":NaN}             | is not JSON in UTF-8, at line 1
            {'a':1}               | is not JSON in UTF-8, at line 1
            """)
    void isRefusedInOurWords(String body, String words) {
        String detail = detail(body.getBytes(StandardCharsets.UTF_8));

        assertThat(detail).startsWith("body ").contains(words).doesNotContain("secret", "token", "Jackson");
    }

    @Test
    void isReadAsUtf8AndNothingElse() {
        assertThat(Body.json("{\"a\":\"ü🙂\"}".getBytes(StandardCharsets.UTF_8))
                        .path("a")
                        .textValue())
                .isEqualTo("ü🙂");
        assertThat(detail("{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("UTF-8");
    }

    @Test
    void depthAndLengthOfNumbersAreBounded() {
        assertThat(detail("[".repeat(100_000).getBytes(StandardCharsets.UTF_8))).contains("100 levels");
        assertThat(detail("9".repeat(100_000).getBytes(StandardCharsets.UTF_8))).contains("1,000 digits");
    }

    @Test
    void whateverTheBytesAreOnlyAProblemIsThrown() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = fuzzed(random);
            try {
                Body.json(bytes);
            } catch (ProblemException e) {
                assertThat(e.problem().status()).isEqualTo(400);
            }
        }
    }

    /** A request with some bytes changed, left out or added. */
    private static byte[] fuzzed(Random random) {
        byte[] request = "{\"model\":\"m\",\"input\":[\"a\\ud83d\\ude42\",1.5e3,[null,true]],\"x\":{\"y\":-1}}"
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte each : request) {
            switch (random.nextInt(25)) {
                case 0 -> bytes.write(random.nextInt(256));
                case 1 -> {}
                case 2 -> {
                    bytes.write(each);
                    bytes.write(each);
                }
                default -> bytes.write(each);
            }
        }
        return bytes.toByteArray();
    }

    private static String detail(byte[] body) {
        return catchThrowableOfType(ProblemException.class, () -> Body.json(body))
                .problem()
                .detail();
    }
}
