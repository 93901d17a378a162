package dev.laurel.ingest.erase;

import java.time.Instant;
import java.util.Optional;

import dev.laurel.schema.ErasureRemainder;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where something of a person remains.
 *
 * @param place a topic, or a model version
 * @param until when it is gone at the latest; empty where nothing ends it
 * @param detail what remains there, and what ends it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Remainder(String place, Optional<Instant> until, String detail) {

    static Remainder of(ErasureRemainder record) {
        return new Remainder(record.getPlace(), record.getUntil(), record.getDetail());
    }

    ErasureRemainder record() {
        return ErasureRemainder.newBuilder()
                .setPlace(place)
                .setUntil(until.orElse(null))
                .setDetail(detail)
                .build();
    }
}
