package dev.laurel.jinja;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

import dev.laurel.jinja.StringMethods.Method;

/** The methods of Python's {@code str} that answer yes or no about its characters. */
final class StringQuestions {

    static final Map<String, Method> METHODS = new HashMap<>();

    static {
        all("isalpha", Character::isLetter);
        all("isalnum", point -> Character.isLetterOrDigit(point) || Character.getNumericValue(point) >= 0);
        all("isdigit", StringQuestions::isDigit);
        all(
                "isnumeric",
                point -> Character.isDigit(point)
                        || Character.getNumericValue(point) >= 0 && !Character.isLetter(point));
        all("isdecimal", Character::isDigit);
        all("isspace", PythonText::isSpace);
        METHODS.put("isprintable", (self, arguments, run) -> self.codePoints().allMatch(Repr::printable));
        METHODS.put("isascii", (self, arguments, run) -> self.chars().allMatch(unit -> unit < 0x80));
        METHODS.put("istitle", (self, arguments, run) -> hasCase(self) && self.equals(PythonText.titled(self)));
        METHODS.put(
                "isidentifier",
                (self, arguments, run) -> !self.isEmpty()
                        && (Character.isUnicodeIdentifierStart(self.codePointAt(0)) || self.charAt(0) == '_')
                        && self.codePoints().skip(1).allMatch(Character::isUnicodeIdentifierPart));
        METHODS.put("isupper", (self, arguments, run) -> hasCase(self) && self.equals(self.toUpperCase(Locale.ROOT)));
        METHODS.put("islower", (self, arguments, run) -> hasCase(self) && self.equals(self.toLowerCase(Locale.ROOT)));
    }

    private StringQuestions() {}

    /** A digit in any form, such as a raised or circled one. */
    private static boolean isDigit(int point) {
        int value = Character.getNumericValue(point);
        return Character.isDigit(point)
                || Character.getType(point) == Character.OTHER_NUMBER
                        && value >= 0
                        && value <= 9
                        && (point < 0xBC || point > 0xBE) // the fractions of Latin-1
                        && (point < 0x2150 || point > 0x215F);
    }

    static boolean hasCase(String text) {
        return text.codePoints().anyMatch(point -> Character.isUpperCase(point) || Character.isLowerCase(point));
    }

    private static void all(String name, IntPredicate predicate) {
        METHODS.put(name, (self, arguments, run) -> {
            arguments.checked(run, name);
            return !self.isEmpty() && self.codePoints().allMatch(predicate);
        });
    }
}
