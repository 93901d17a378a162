package dev.laurel.schema.accept;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptTest {

    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"p-1", "acme", "user@example.org", "段落/7", "a b", "👍🏽", "می‌خواهم"})
    void ordinaryNamesAreTaken(String name) {
        assertThat(Names.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\r", "\0", "a\u001b[2J", "a\u2028b", "a\u202eb", "a\u0085b", "a\ud800"})
    void namesThatForgeOrBreakAreRefused(String name) {
        assertThat(Names.problem(name)).isPresent();
        assertThat(Names.problem(name).orElseThrow()).doesNotContainPattern("[\\p{Cntrl}\u2028\u202e\u0085\ud800]");
    }

    @Test
    void aLongNameIsRefusedWithoutBeingRepeated() {
        assertThat(Names.problem("x".repeat(Names.LONGEST))).isEmpty();
        assertThat(Names.problem("x".repeat(400_000)).orElseThrow())
                .hasSizeLessThan(100)
                .contains("400,000");
        assertThat(Shown.of("x".repeat(400_000))).hasSizeLessThan(100);
    }

    @Test
    void aTenantHasNoSlash() {
        assertThat(Names.tenantProblem("acme/x").orElseThrow()).isEqualTo("\"acme/x\" has a slash");
        assertThat(Names.problem("acme/x")).isEmpty();
    }

    @Test
    void textIsAnythingButHalfASurrogatePair() {
        assertThat(Texts.problem("")).isEmpty();
        assertThat(Texts.problem("a\0b\u202e\uffff👍")).isEmpty();
        assertThat(Texts.problem("ab\ude00c").orElseThrow()).isEqualTo("has half a surrogate pair, U+DE00, at 2");
        assertThat(Texts.saidProblem(" \n")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 0x09, 0x85, 0xA0, 0xAD, 0x034F, 0x061C, 0x115F, 0x180E, 0x2003, 0x200B, 0x200D, 0x200E, 0x2028,
                0x2060, 0x2800, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xE0020, 0xE0101
            })
    void whatDoesNotShowSaysNothing(int character) {
        String hidden = Character.toString(character);

        assertThat(Texts.says(hidden.repeat(3) + " \n")).isFalse();
        assertThat(Texts.saidProblem(hidden)).hasValue("is without text");
        assertThat(Names.problem(hidden)).isPresent();
        assertThat(Texts.saidProblem(hidden + "a" + hidden)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "👍", "👨\u200D👩\u200D👧", "❤\uFE0F", "می\u200Cخواهم", "ㅤㅏ", "\u0301", "\uE000"})
    void whatShowsSaysSomething(String text) {
        assertThat(Texts.saidProblem(text)).isEmpty();
    }

    @Test
    void momentsAreOfThisCentury() {
        assertThat(Moments.problem(NOW, NOW)).isEmpty();
        assertThat(Moments.problem(NOW.plusSeconds(3_600), NOW)).isEmpty();
        assertThat(Moments.problem(NOW.plusSeconds(200_000), NOW)).isPresent();
        assertThat(Moments.problem(NOW.plusSeconds(200_000))).isEmpty();
        assertThat(Moments.problem(Instant.ofEpochMilli(NOW.getEpochSecond()))).isPresent();
        assertThat(Moments.problem(Instant.ofEpochMilli(NOW.toEpochMilli() * 1_000)))
                .isPresent();
        assertThat(Moments.problem(Instant.MAX)).isPresent();
        assertThat(Moments.problem(Instant.MIN)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void rangesHoldTheirEndsAndNothingBeyond(Range range) {
        assertThat(range.problem(range.least())).isEmpty();
        assertThat(range.problem(range.greatest())).isEmpty();
        double[] beyond = {
            Math.nextDown(range.least()),
            Math.nextUp(range.greatest()),
            Double.NaN,
            Double.POSITIVE_INFINITY,
            -Double.MAX_VALUE
        };
        for (double value : beyond) {
            assertThat(range.problem(value)).as("%s in %s", value, range).isPresent();
        }
    }
}
