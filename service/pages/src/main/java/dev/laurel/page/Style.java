package dev.laurel.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** How all pages look: the style sheet, which every page holds as a whole, so that it needs no other file. */
public final class Style {

    private static final String SHEET = read("page.css");

    private Style() {}

    /** What stands inside {@code <style>}. */
    public static String sheet() {
        return SHEET;
    }

    private static String read(String name) {
        try (InputStream file = Style.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
