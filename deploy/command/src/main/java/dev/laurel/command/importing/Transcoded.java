package dev.laurel.command.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of another encoding as UTF-8; what is no text of that encoding is an IOException. */
final class Transcoded extends InputStream {

    private final Reader reader;
    private final char[] characters = new char[Unpacked.BUFFER];
    private byte[] bytes = {};
    private int next;
    private char held;
    private boolean holds;

    Transcoded(InputStream in, Charset charset) {
        reader = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public int read() throws IOException {
        return next < bytes.length || fill() ? bytes[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (next >= bytes.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - next);
        System.arraycopy(bytes, next, into, offset, count);
        next += count;
        return count;
    }

    /** Half a surrogate pair at the buffer's end waits for its other half. */
    private boolean fill() throws IOException {
        int kept = holds ? 1 : 0;
        characters[0] = holds ? held : characters[0];
        int count = reader.read(characters, kept, characters.length - kept);
        if (count < 0) {
            return false;
        }
        int size = kept + count;
        holds = Character.isHighSurrogate(characters[size - 1]);
        held = characters[size - 1];
        bytes = new String(characters, 0, holds ? size - 1 : size).getBytes(StandardCharsets.UTF_8);
        next = 0;
        return bytes.length > 0 || fill();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
