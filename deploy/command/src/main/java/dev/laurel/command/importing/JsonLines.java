package dev.laurel.command.importing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.laurel.forms.Refusal;
import dev.laurel.forms.RefusedRow;
import dev.laurel.forms.Row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The rows of a JSON Lines file in strict UTF-8 or UTF-16, plain or gzipped (see {@link Unpacked}). Streams: of the file, one line is held at a time, and of a
 * line at most {@link #LINE_LIMIT} bytes. A byte order mark is passed over, empty lines are counted.
 */
final class JsonLines implements AutoCloseable {

    /** Longest line that is read, in bytes. */
    static final int LINE_LIMIT = 8 << 20;

    private static final int BUFFER = Unpacked.BUFFER;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // refused where such a number is read, and nowhere else
            .build()
            .reader();

    private final Path file;
    private final FileChannel channel;
    private final InputStream in;
    private final LineBuffer line = new LineBuffer();
    private long number;
    private long emptyLines;

    private JsonLines(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.in = Unpacked.of(Channels.newInputStream(channel));
    }

    static JsonLines open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            return new JsonLines(file, channel);
        } catch (IOException e) {
            channel.close();
            String reason = e instanceof EOFException || e.getMessage() == null ? "is cut off" : e.getMessage();
            throw new IOException(file + " " + reason, e);
        }
    }

    /** Goes to the next line that is not empty; false at the end of the file. */
    boolean advance() throws IOException {
        try {
            while (line.read(in)) {
                number++;
                if (!line.isBlank()) {
                    return true;
                }
                emptyLines++;
            }
            return false;
        } catch (IOException e) {
            throw new IOException(
                    file + " is damaged or cut off after line " + number + "; get it whole, and begin again", e);
        }
    }

    Path file() {
        return file;
    }

    /** Number of the current line, from 1. */
    long number() {
        return number;
    }

    long emptyLines() {
        return emptyLines;
    }

    /** Bytes read of the file as it lies on the disk, at most a buffer ahead of the current line. */
    long bytesRead() throws IOException {
        return channel.position();
    }

    long bytesTotal() throws IOException {
        return channel.size();
    }

    /** The current line; throws {@link RefusedRow} if it is no row. */
    Row row() {
        if (line.size > LINE_LIMIT) {
            throw new RefusedRow(
                    Refusal.TOO_LARGE,
                    "",
                    "the line has " + line.size + " bytes, more than the limit of " + LINE_LIMIT);
        }
        String text = line.text();
        try {
            return new Row(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw Malformed.row(text, e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The bytes of one line, of which no more than the limit are kept. */
    private static final class LineBuffer {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long size;

        boolean read(InputStream in) throws IOException {
            kept.reset();
            size = 0;
            int next = in.read();
            if (next < 0) {
                return false;
            }
            for (; next >= 0 && next != '\n'; next = in.read()) {
                if (size++ < LINE_LIMIT) {
                    kept.write(next);
                }
            }
            return true;
        }

        boolean isBlank() {
            return size <= BUFFER && kept.toString(StandardCharsets.ISO_8859_1).isBlank();
        }

        String text() {
            CharsetDecoder decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer bytes = ByteBuffer.wrap(kept.toByteArray());
            CharBuffer text = CharBuffer.allocate(bytes.remaining());
            CoderResult result = decoder.decode(bytes, text, true);
            if (result.isError()) {
                throw new RefusedRow(
                        Refusal.INVALID_UTF8, "", "byte " + (bytes.position() + 1) + " of the line is not UTF-8");
            }
            return text.flip().toString();
        }
    }
}
