package dev.laurel.command.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file's text in UTF-8, seen from its first bytes: gzipped or not, in UTF-8 or UTF-16, with a byte order mark or without. Kinds of files that are no
 * lines of JSON are named.
 */
final class Unpacked {

    static final int BUFFER = 1 << 16;

    private static final int HEAD = 8;
    private static final int HEAD_OF_TEXT = 1024;
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Map<String, String> OTHERS = Map.of(
            "PAR1", "a Parquet file",
            "\u0028\u00B5\u002F\u00FD", "compressed with Zstandard; unpack it first (zstd -d)",
            "BZh", "compressed with bzip2; unpack it first (bzip2 -d)",
            "\u00FD7zXZ", "compressed with xz; unpack it first (xz -d)",
            "PK\u0003\u0004", "a ZIP archive; unpack it first",
            "ARROW1", "an Arrow file",
            "Obj\u0001", "an Avro file",
            "SQLite", "an SQLite database");

    private Unpacked() {}

    /** @throws IOException if it is none, in words that follow the file's name */
    static InputStream of(InputStream file) throws IOException {
        InputStream raw = new BufferedInputStream(file, BUFFER);
        InputStream in = startsWith(head(raw, HEAD), GZIP) ? unzipped(raw) : raw;
        byte[] head = head(in, HEAD);
        Optional<String> other = other(head);
        if (other.isPresent()) {
            throw new IOException("is " + other.get());
        }
        Optional<Charset> wide = utf16(head);
        if (wide.isPresent()) {
            in = new BufferedInputStream(new Transcoded(in, wide.get()), BUFFER);
            head = head(in, HEAD);
        }
        if (startsWith(head, UTF_8_MARK)) {
            in.readNBytes(UTF_8_MARK.length);
        }
        if (new String(head(in, HEAD_OF_TEXT), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .startsWith("[")) {
            throw new IOException(
                    "is one JSON array where each line must hold an object; write its elements on lines of their own"
                            + " (jq -c '.[]' array.json > lines.jsonl)");
        }
        return in;
    }

    private static InputStream unzipped(InputStream raw) throws IOException {
        try {
            return new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER);
        } catch (IOException e) {
            throw new IOException("begins like a gzip file and is none", e);
        }
    }

    private static byte[] head(InputStream in, int size) throws IOException {
        in.mark(size);
        byte[] head = new byte[size];
        int read = 0;
        try {
            for (int next = 0; next >= 0 && read < size; read += Math.max(next, 0)) {
                next = in.read(head, read, size - read);
            }
        } catch (IOException e) {
            // the reader of the lines will meet it, and can say after which
        }
        in.reset();
        return Arrays.copyOf(head, read);
    }

    private static boolean startsWith(byte[] head, byte[] mark) {
        return head.length >= mark.length && Arrays.equals(mark, Arrays.copyOf(head, mark.length));
    }

    private static Optional<String> other(byte[] head) {
        String first = new String(head, StandardCharsets.ISO_8859_1);
        return OTHERS.entrySet().stream()
                .filter(kind -> first.startsWith(kind.getKey()))
                .map(kind ->
                        kind.getValue() + (kind.getValue().contains(";") ? "" : "; write its rows as JSON Lines first"))
                .findFirst();
    }

    /** By the byte order mark, or by the zero beside a brace. */
    private static Optional<Charset> utf16(byte[] head) {
        if (head.length < 2) {
            return Optional.empty();
        }
        int first = (head[0] & 0xFF) << 8 | head[1] & 0xFF;
        return switch (first) {
            case 0xFFFE, '{' << 8 -> Optional.of(StandardCharsets.UTF_16LE);
            case 0xFEFF, '{' -> Optional.of(StandardCharsets.UTF_16BE);
            default -> Optional.empty();
        };
    }
}
