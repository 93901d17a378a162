package dev.laurel.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a process ended, in the words of its log: its last error, and of that the innermost cause, unless one before it names a file or an address or is
 * Laurel's own, in one line.
 */
final class LastWords {

    private static final int LAST_BYTES = 65_536;
    private static final int LONGEST = 500;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ (more|common))");
    private static final Pattern ERROR = Pattern.compile(
            "^.*?\\b(?:ERROR|FATAL)\\b\\s*(?:\\[[^]]*]\\s*)?(?:\\([^)]*\\)\\s*)?(?:[\\w.$]+ - )?(.*)$|^Exception in thread \"[^\"]*\" (.*)$|^Error: (.*)$");
    private static final Pattern CAUSE = Pattern.compile("^\\s*Caused by: (.*)$");
    private static final Pattern PATH = Pattern.compile("/\\w|\\w:\\d{1,5}\\b"); // or an address
    private static final Pattern OURS = Pattern.compile("^\\s*Caused by: dev\\.laurel\\.");
    private static final Pattern CLASS = Pattern.compile("^(?:[a-z_]\\w*\\.)+[A-Z][\\w$]*(?::\\s*|$)");

    private LastWords() {}

    /** @param from where in the log the process began to write */
    static Optional<String> of(Path log, long from) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(from, file.length() - LAST_BYTES));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            return of(new String(end, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<String> of(List<String> lines) {
        Optional<String> words = Optional.empty();
        Optional<String> last = Optional.empty();
        boolean explained = false;
        boolean ours = false; // Laurel's own say more than what caused them
        for (String line : lines) {
            if (line.isBlank() || STACK_FRAME.matcher(line).lookingAt()) {
                continue;
            }
            Matcher cause = CAUSE.matcher(line);
            Matcher error = ERROR.matcher(line);
            if (error.matches()) {
                words = text(error);
                explained = true;
                ours = false;
            } else if (explained && !ours && cause.matches()) {
                boolean names = PATH.matcher(words.orElse("")).find()
                        && !PATH.matcher(line).find();
                words = text(cause).isPresent() && !names ? text(cause) : words;
                ours = OURS.matcher(line).find();
            }
            last = Optional.of(line.strip());
        }
        return (words.isPresent() ? words : text(last)).map(LastWords::cut);
    }

    private static Optional<String> text(Matcher match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return text(Optional.of(match.group(group)));
            }
        }
        return Optional.empty();
    }

    /** Without the names of exceptions before it. */
    private static Optional<String> text(Optional<String> line) {
        return line.map(text -> {
                    String rest = text.strip();
                    for (Matcher name = CLASS.matcher(rest); name.find(); name = CLASS.matcher(rest)) {
                        rest = rest.substring(name.end());
                    }
                    return rest;
                })
                .filter(rest -> !rest.isBlank());
    }

    private static String cut(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
