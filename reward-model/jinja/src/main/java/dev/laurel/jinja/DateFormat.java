package dev.laurel.jinja;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;

/** Python's {@code strftime} in the C locale for a time without zone; an unknown directive stays as it is written. */
final class DateFormat {

    private static final Map<Character, String> PATTERNS = Map.ofEntries(
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('b', "MMM"),
            Map.entry('h', "MMM"),
            Map.entry('B', "MMMM"),
            Map.entry('d', "dd"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('j', "DDD"),
            Map.entry('m', "MM"),
            Map.entry('M', "mm"),
            Map.entry('p', "a"),
            Map.entry('S', "ss"),
            Map.entry('f', "SSSSSS"),
            Map.entry('y', "yy"),
            Map.entry('Y', "yyyy"),
            Map.entry('F', "yyyy-MM-dd"),
            Map.entry('T', "HH:mm:ss"),
            Map.entry('R', "HH:mm"),
            Map.entry('D', "MM/dd/yy"),
            Map.entry('x', "MM/dd/yy"),
            Map.entry('X', "HH:mm:ss"));

    private DateFormat() {}

    static String format(String format, ZonedDateTime time) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < format.length(); at++) {
            char character = format.charAt(at);
            if (character != '%' || at + 1 == format.length()) {
                out.append(character);
                continue;
            }
            boolean unpadded = format.charAt(at + 1) == '-' && at + 2 < format.length();
            char directive = format.charAt(unpadded ? at + 2 : at + 1);
            String field = field(directive, time, format.substring(at, at + (unpadded ? 3 : 2)));
            out.append(unpadded ? withoutZeros(field) : field);
            at += unpadded ? 2 : 1;
        }
        return out.toString();
    }

    private static String field(char directive, ZonedDateTime time, String written) {
        return switch (directive) {
            case '%' -> "%";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'z', 'Z' -> "";
            case 'e' -> String.format(Locale.ROOT, "%2d", time.getDayOfMonth());
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
            case 'U' -> two((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> two((time.getDayOfYear() + 7 - time.getDayOfWeek().getValue()) / 7);
            case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'g' -> two(time.get(IsoFields.WEEK_BASED_YEAR) % 100);
            case 'C' -> two(time.getYear() / 100);
            case 'k' -> String.format(Locale.ROOT, "%2d", time.getHour());
            case 'l' -> String.format(Locale.ROOT, "%2d", (time.getHour() + 11) % 12 + 1);
            case 'P' -> time.getHour() < 12 ? "am" : "pm";
            case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
            case 'r' -> format("%I:%M:%S %p", time);
            case 's' -> String.valueOf(time.toEpochSecond());
            default ->
                PATTERNS.containsKey(directive)
                        ? DateTimeFormatter.ofPattern(PATTERNS.get(directive), Locale.ENGLISH)
                                .format(time)
                        : written;
        };
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    private static String withoutZeros(String field) {
        int at = 0;
        while (at < field.length() - 1 && (field.charAt(at) == '0' || field.charAt(at) == ' ')) {
            at++;
        }
        return field.substring(at);
    }
}
