package dev.laurel.scorer.drift;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The reference of one line in one partition, and the window that is being filled: the first responses are the reference, those that follow make one
 * window after the other. For one thread.
 */
public final class DriftWindow {

    private static final byte FORM = 1;

    private final String referenceName;
    private final Map<Measure, long[]> reference;
    private final Map<Measure, long[]> window;
    private int inReference;
    private int inWindow;

    private DriftWindow(String referenceName, Map<Measure, long[]> reference, Map<Measure, long[]> window) {
        this.referenceName = referenceName;
        this.reference = reference;
        this.window = window;
    }

    /** Without any response. */
    public static DriftWindow empty(String referenceName) {
        return new DriftWindow(referenceName, zeros(), zeros());
    }

    private static Map<Measure, long[]> zeros() {
        Map<Measure, long[]> counts = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            counts.put(measure, new long[measure.bins()]);
        }
        return counts;
    }

    /** Counts a response; the drift of both measures if it was the last of a window. */
    public Optional<Map<Measure, Drift>> add(Sample sample, DriftRules rules) {
        if (inReference < rules.reference()) {
            count(reference, sample);
            inReference++;
            return Optional.empty();
        }
        count(window, sample);
        inWindow++;
        if (inWindow < rules.window()) {
            return Optional.empty();
        }
        Map<Measure, Drift> drift = new EnumMap<>(Measure.class);
        reference.forEach((measure, counts) -> drift.put(measure, Drift.between(counts, window.get(measure))));
        window.values().forEach(counts -> Arrays.fill(counts, 0));
        inWindow = 0;
        return Optional.of(drift);
    }

    private static void count(Map<Measure, long[]> counts, Sample sample) {
        counts.get(Measure.REWARD)[Measure.REWARD.bin(sample.normalized())]++;
        counts.get(Measure.LENGTH)[Measure.LENGTH.bin(sample.tokens())]++;
    }

    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeUTF(referenceName);
            out.writeInt(inReference);
            out.writeInt(inWindow);
            for (Measure measure : Measure.values()) {
                write(out, reference.get(measure));
                write(out, window.get(measure));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
        return bytes.toByteArray();
    }

    /** Of bytes in this form and of a reference of this name; of any others it begins anew. */
    public static DriftWindow decode(byte[] bytes, String referenceName) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM || !in.readUTF().equals(referenceName)) {
                return empty(referenceName);
            }
            DriftWindow read = empty(referenceName);
            read.inReference = in.readInt();
            read.inWindow = in.readInt();
            for (Measure measure : Measure.values()) {
                read(in, read.reference.get(measure));
                read(in, read.window.get(measure));
            }
            return read.adds() ? read : empty(referenceName);
        } catch (IOException e) { // ended too soon
            return empty(referenceName);
        }
    }

    /** Whether the counts are those of so many responses. */
    private boolean adds() {
        return reference.values().stream().allMatch(counts -> areCounts(counts, inReference))
                && window.values().stream().allMatch(counts -> areCounts(counts, inWindow));
    }

    private static boolean areCounts(long[] counts, int of) {
        return Arrays.stream(counts).allMatch(count -> count >= 0)
                && Arrays.stream(counts).sum() == of;
    }

    private static void write(DataOutputStream out, long[] counts) throws IOException {
        for (long count : counts) {
            out.writeInt((int) count); // a window is as large as an int may be
        }
    }

    private static void read(DataInputStream in, long[] counts) throws IOException {
        for (int bin = 0; bin < counts.length; bin++) {
            counts[bin] = in.readInt();
        }
    }
}
