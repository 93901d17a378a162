package dev.laurel.trainer.rest;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;

/** Reads bodies whatever their media type claims to be, since the defaults of HTTP clients differ and the only one meant is JSON. */
@Singleton
class RequestBody {

    private final ObjectMapper json;

    RequestBody(ObjectMapper json) {
        this.json = json;
    }

    /**
     * What a body says; empty if there is none.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    <T> Optional<T> read(String body, Class<T> type) {
        if (body == null || body.isBlank()) {
            return Optional.empty();
        }
        return Optional.ofNullable(parse(body, type));
    }

    /** As {@link #read}, where a body that is missing lacks everything that the type requires. */
    <T> T require(String body, Class<T> type) {
        return parse(body == null || body.isBlank() ? "{}" : body, type);
    }

    private <T> T parse(String body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JsonProcessingException e) {
            String problem = e.getCause() instanceof IllegalArgumentException refused
                    ? refused.getMessage()
                    : e.getOriginalMessage();
            throw new IllegalArgumentException(problem, e);
        }
    }
}
