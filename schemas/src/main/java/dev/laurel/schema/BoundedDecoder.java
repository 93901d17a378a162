package dev.laurel.schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoder over bytes that are all there: a string, bytes, or a collection that announces more than the bytes can hold is refused before
 * anything is allocated for it. What reading allocates is thereby in proportion to the bytes. For one thread and one value.
 */
final class BoundedDecoder extends Decoder {

    private final BinaryDecoder in;
    private final int length;
    private long items;

    BoundedDecoder(byte[] bytes, int offset, int length) {
        this.in = DecoderFactory.get().binaryDecoder(bytes, offset, length, null);
        this.length = length;
    }

    boolean isEnd() throws IOException {
        return in.isEnd();
    }

    private byte[] readAnnounced() throws IOException {
        long announced = in.readLong();
        if (announced < 0 || announced > in.inputStream().available()) {
            throw new AvroRuntimeException("%d bytes are announced and %d are left"
                    .formatted(announced, in.inputStream().available()));
        }
        byte[] bytes = new byte[(int) announced];
        in.readFixed(bytes, 0, bytes.length);
        return bytes;
    }

    /** No element of Laurel's collections is without bytes; those of a foreign schema count as if they had one. */
    private long counted(long announced) {
        items += announced;
        if (announced < 0 || items > length) {
            throw new AvroRuntimeException("%d items are announced in %d bytes".formatted(items, length));
        }
        return announced;
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(readAnnounced());
    }

    @Override
    public String readString() throws IOException {
        return new String(readAnnounced(), StandardCharsets.UTF_8);
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(readAnnounced());
    }

    @Override
    public void skipString() throws IOException {
        readAnnounced();
    }

    @Override
    public void skipBytes() throws IOException {
        readAnnounced();
    }

    @Override
    public long readArrayStart() throws IOException {
        return counted(in.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return counted(in.arrayNext());
    }

    @Override
    public long skipArray() throws IOException {
        return counted(in.skipArray());
    }

    @Override
    public long readMapStart() throws IOException {
        return counted(in.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return counted(in.mapNext());
    }

    @Override
    public long skipMap() throws IOException {
        return counted(in.skipMap());
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int count) throws IOException {
        in.readFixed(bytes, start, count);
    }

    @Override
    public void skipFixed(int count) throws IOException {
        in.skipFixed(count);
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }
}
