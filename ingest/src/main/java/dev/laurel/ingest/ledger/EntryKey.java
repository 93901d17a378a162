package dev.laurel.ingest.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key of an entry: parts, each ended so that no list of parts is the beginning of another. Keys are ordered as their bytes, unsigned. Immutable.
 *
 * @param bytes not to be changed
 */
public record EntryKey(byte[] bytes) implements Comparable<EntryKey> {

    public static final EntryKey NONE = new EntryKey(new byte[0]);

    /** Ends a name; names have no control characters. */
    private static final byte END = 0;

    /** A key of one byte, under which those of a kind lie. */
    public static EntryKey of(char kind) {
        return new EntryKey(new byte[] {(byte) kind});
    }

    /** This key with a kind after it. */
    public EntryKey kind(char kind) {
        return with(new byte[] {(byte) kind});
    }

    /** This key with names after it. */
    public EntryKey names(String... names) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : names) {
            all.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            all.write(END);
        }
        return with(all.toByteArray());
    }

    /** This key with a time after it, so that later ones follow earlier ones. */
    public EntryKey time(Instant time) {
        return number(time.toEpochMilli());
    }

    /** This key with a number after it, in ascending order. */
    public EntryKey number(long number) {
        return with(
                ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array());
    }

    private EntryKey with(byte[] more) {
        byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, all, bytes.length, more.length);
        return new EntryKey(all);
    }

    /** The first key that is after every key which begins as this one. */
    public EntryKey afterAll() {
        int last = bytes.length - 1;
        while (bytes[last] == (byte) 0xff) {
            last--; // ends, since the first byte is a kind
        }
        byte[] next = Arrays.copyOf(bytes, last + 1);
        next[last]++;
        return new EntryKey(next);
    }

    /** Whether these bytes stand somewhere in the key. */
    boolean contains(byte[] part) {
        return indexOf(bytes, part) >= 0;
    }

    /** Where {@code part} stands in {@code bytes} first; -1 if it does not. */
    public static int indexOf(byte[] bytes, byte[] part) {
        for (int from = 0; from <= bytes.length - part.length; from++) {
            if (Arrays.equals(bytes, from, from + part.length, part, 0, part.length)) {
                return from;
            }
        }
        return -1;
    }

    /** Reads the parts that follow {@code prefix}. */
    public KeyReader after(EntryKey prefix) {
        return new KeyReader(ByteBuffer.wrap(bytes, prefix.bytes.length, bytes.length - prefix.bytes.length));
    }

    /** Reads parts in the order in which they were appended. */
    public record KeyReader(ByteBuffer rest) {

        public boolean hasMore() {
            return rest.hasRemaining();
        }

        public String name() {
            int from = rest.position();
            int end = from;
            while (rest.get(end) != END) {
                end++;
            }
            byte[] name = new byte[end - from];
            rest.get(name);
            rest.get();
            return new String(name, StandardCharsets.UTF_8);
        }

        public long number() {
            return rest.getLong() ^ Long.MIN_VALUE;
        }

        public Instant time() {
            return Instant.ofEpochMilli(number());
        }
    }

    @Override
    public int compareTo(EntryKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
