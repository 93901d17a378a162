package dev.laurel.trainer.window;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.laurel.schema.PreferencePair;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * The pairs of a window, kept beside the checkpoint that learned from them, because topics forget: Avro container files, which every Avro tool reads. The
 * same pairs give the same bytes.
 */
public final class WindowArchive {

    /** The pairs trained on. */
    public static final String TRAINING = "training.avro";

    /** The pairs held out. */
    public static final String HELD_OUT = "holdout.avro";

    /** Pairs of earlier windows, trained on again. */
    public static final String REPLAY = "replay.avro";

    /** Avro draws this marker at random unless told; what draws it does not matter to readers. */
    private static final byte[] SYNC = "laurel.archive.1".getBytes(StandardCharsets.US_ASCII);

    private static final int DEFLATE_LEVEL = 6;

    private WindowArchive() {}

    public static void write(Path file, List<PreferencePair> pairs) throws IOException {
        try (DataFileWriter<PreferencePair> writer =
                new DataFileWriter<>(new SpecificDatumWriter<>(PreferencePair.class))) {
            writer.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
            writer.create(PreferencePair.getClassSchema(), Files.newOutputStream(file), SYNC);
            for (PreferencePair pair : pairs) {
                writer.append(pair);
            }
        }
    }

    /** Reads a file of this or an earlier schema. */
    public static List<PreferencePair> read(Path file) throws IOException {
        List<PreferencePair> pairs = new ArrayList<>();
        read(file, pairs::add);
        return pairs;
    }

    /** Reads a file pair by pair. */
    public static void read(Path file, Consumer<PreferencePair> pairs) throws IOException {
        try (DataFileReader<PreferencePair> reader =
                new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(PreferencePair.class))) {
            reader.forEach(pairs);
        } catch (IOException | AvroRuntimeException e) {
            throw new IOException(file + " is no archive of pairs: " + e.getMessage(), e);
        }
    }
}
