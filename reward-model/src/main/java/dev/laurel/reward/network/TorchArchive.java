package dev.laurel.reward.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive around a source text: what {@code torch.jit.load} opens, in Java or in Python.
 *
 * <p>The archive is a zip with stored entries: format version, a pickle that makes one object of the text's class without attributes, no
 * constants, and the text itself.
 */
final class TorchArchive {

    private static final String TOP = "m/";

    /** Pickle, protocol 2: an instance of {@code __torch__.RM} whose state is an empty dictionary. */
    private static final byte[] OBJECT = {
        (byte) 0x80,
        2,
        'c',
        '_',
        '_',
        't',
        'o',
        'r',
        'c',
        'h',
        '_',
        '_',
        '\n',
        'R',
        'M',
        '\n',
        ')',
        (byte) 0x81,
        '}',
        'b',
        '.'
    };

    /** Pickle, protocol 2: an empty tuple. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private TorchArchive() {}

    /** The archive of the network's text. */
    static byte[] ofNetwork() {
        try (InputStream text = TorchArchive.class.getResourceAsStream("network.torchscript")) {
            return of(text.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive of a source text that defines {@code class RM(Module)}. */
    private static byte[] of(byte[] source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "data.pkl", OBJECT);
            store(zip, "constants.pkl", NO_CONSTANTS);
            store(zip, "code/__torch__.py", source);
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(TOP + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
