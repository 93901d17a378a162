package dev.laurel.trainer.rest;

import dev.laurel.trainer.rest.LineResource.DecisionRequest;
import dev.laurel.trainer.rest.LineResource.WindowRequest;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RequestBodyTest {

    private final RequestBody bodies = new RequestBody(mapper());

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new JsonOverHttp().customize(mapper);
        return mapper;
    }

    @Test
    void nothingIsNoRequest() {
        assertThat(bodies.read(" ", WindowRequest.class)).isEmpty();
        assertThat(bodies.read("null", WindowRequest.class)).isEmpty();
        assertThat(bodies.read("{\"max_pairs\": 60}", WindowRequest.class)
                        .orElseThrow()
                        .maxPairs())
                .contains(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        {"max_pairs": 3.5}                | "max_pairs" is not a whole number
        {"max_pairs": 1e400}              | "max_pairs" is not a
        {"max_pairs": 99999999999}        | "max_pairs" is not a number that it can hold
        {"max_pairs": "60"}               | "max_pairs" is not a whole number
        {"max_pairs": true}               | "max_pairs" is not a whole number
        {"max_pairs": {}}                 | "max_pairs" is not a whole number
        {"max_pairs": 60, "max_pairs": 7} | a field is there twice
        {"max_pairs": 60} 5               | something follows it
        {"maxPairs": 60}                  | unknown field "maxPairs"; there are [max_pairs]
        []                                | the body is not a JSON object
        {"max_pairs":                     | the body is no JSON at line 1
        """)
    void saysWhatIsWrongForPeople(String body, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bodies.read(body, WindowRequest.class))
                .withMessageContaining(problem);
    }

    @Test
    void textIsText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bodies.require("{\"reason\": 5, \"actor\": \"ada\"}", DecisionRequest.class))
                .withMessage("\"reason\" is not a text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bodies.require("null", DecisionRequest.class))
                .withMessageContaining("needs \"reason\" and \"actor\"");
    }
}
