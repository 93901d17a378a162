package dev.laurel.command.rescore;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import dev.laurel.command.option.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RangeEndTest {

    @Test
    void readsTimesAndOffsets() {
        assertThat(RangeEnd.parse("2026-11-25T08:00:00Z"))
                .isEqualTo(new RangeEnd.Time(Instant.parse("2026-11-25T08:00:00Z")));
        assertThat(RangeEnd.parse("0:12,3:40")).isEqualTo(new RangeEnd.Offsets(Map.of(0, 12L, 3, 40L)));
        assertThat(RangeEnd.parse("earliest")).isInstanceOf(RangeEnd.Edge.class);
        assertThat(RangeEnd.parse("latest")).isInstanceOf(RangeEnd.Edge.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "0:12,0:13", "0:", "12", "0:99999999999999999999", "2026-11-25"})
    void quotesWhatItDoesNotUnderstand(String text) {
        assertThatThrownBy(() -> RangeEnd.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesATopicWhoseRecordsHaveOneOriginEach() {
        assertThatThrownBy(() -> request("responses.scored.v1", "earliest"))
                .hasMessageContaining("responses.scored.v1");
    }

    @Test
    void goesOnUnderTheSameGroupForTheSameRequestOnly() {
        assertThat(request("again", "earliest").group())
                .isEqualTo(request("again", "earliest").group());
        assertThat(request("again", "earliest").group())
                .isNotEqualTo(request("again", "0:1").group());
    }

    private static RescoreRequest request(String topic, String from) {
        return new RescoreRequest("default", 2, from, "latest", new Scope(Set.of(), Set.of("chat", "mail")), topic);
    }
}
