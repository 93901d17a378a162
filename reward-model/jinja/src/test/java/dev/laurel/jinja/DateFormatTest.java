package dev.laurel.jinja;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DateFormatTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-03T15:04:05.067Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "%d %b %Y = 03 Sep 2026",
                "%Y-%m-%d = 2026-09-03",
                "%A, %B %-d = Thursday, September 3",
                "%H:%M:%S %I %p = 15:04:05 03 PM",
                "%j %y %a [%e] %% = 246 26 Thu [ 3] %",
                "%T %D %F %R = 15:04:05 09/03/26 2026-09-03 15:04",
                "%f %u %w [%Z%z] = 067000 4 4 []",
                "%-m/%-H/%-j = 9/15/246",
                "100% = 100%",
                "%Q = %Q"
            })
    void tellsTheTimeAsPythonDoes(String format, String expected) {
        assertThat(Template.parse("test", "{{ strftime_now(format) }}").render(Map.of("format", format), CLOCK))
                .isEqualTo(expected);
    }
}
