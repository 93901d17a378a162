package dev.laurel.trainer.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

import dev.laurel.page.Figures;
import dev.laurel.reward.evaluate.Bootstrap.Interval;

import io.quarkus.qute.ValueResolver;

/** How the page writes numbers, times and intervals: {@code {pairs.whole}}, {@code {accuracy.share}}. */
final class Formats {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int DIGEST = 12;

    private Formats() {}

    static ValueResolver[] resolvers() {
        return new ValueResolver[] {
            of(Number.class, "whole", number -> Figures.whole(number.longValue())),
            of(Number.class, "share", number -> Figures.decimals(number.doubleValue(), 3)),
            of(Number.class, "short", number -> Figures.decimals(number.doubleValue(), 2)),
            of(Number.class, "signed", number -> Figures.signed(number.doubleValue(), 3)),
            of(Number.class, "figure", number -> Figures.significant(number.doubleValue())),
            of(Number.class, "percent", number -> Figures.percent(number.doubleValue())),
            of(Number.class, "seconds", number -> Figures.seconds(number.doubleValue())),
            of(Interval.class, "range", Formats::range),
            of(Interval.class, "signedRange", Formats::signedRange),
            of(Instant.class, "time", TIME::format),
            of(Instant.class, "day", DAY::format),
            of(String.class, "start", text -> text.length() <= DIGEST ? text : text.substring(0, DIGEST) + "…")
        };
    }

    private static <T> ValueResolver of(Class<T> type, String name, Function<T, String> format) {
        return ValueResolver.builder()
                .applyToBaseClass(type)
                .applyToName(name)
                .resolveSync(context -> format.apply(type.cast(context.getBase())))
                .build();
    }

    private static String range(Interval interval) {
        return "[" + Figures.decimals(interval.low(), 3) + ", " + Figures.decimals(interval.high(), 3) + "]";
    }

    private static String signedRange(Interval interval) {
        return "[" + Figures.signed(interval.low(), 3) + ", " + Figures.signed(interval.high(), 3) + "]";
    }
}
