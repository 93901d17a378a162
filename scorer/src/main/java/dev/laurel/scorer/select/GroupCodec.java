package dev.laurel.scorer.select;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.ClosedBy;

/** A {@link Group} as bytes. The first byte names the form, so that a later one can read what this one wrote. */
public final class GroupCodec {

    private static final byte FORM = 1;

    private GroupCodec() {}

    public static byte[] encode(Group group) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            write(out, group.name().tenant());
            write(out, group.name().task());
            write(out, group.name().promptId());
            write(out, group.name().groupId());
            out.writeInt(group.expected());
            out.writeLong(group.opened().toEpochMilli());
            out.writeLong(group.latest().toEpochMilli());
            write(out, group.scored());
            write(out, group.unscored());
            write(out, group.late());
            out.writeBoolean(group.end().isPresent());
            if (group.end().isPresent()) {
                write(out, group.end().get().by().name());
                out.writeLong(group.end().get().at().toEpochMilli());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
        return bytes.toByteArray();
    }

    /** Throws IllegalStateException, and nothing else, if the bytes are none of a group, or of a form that is not known. */
    public static Group decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte form = in.readByte();
            if (form != FORM) {
                throw new IllegalStateException("group of form " + form + ", written by a newer scorer");
            }
            return new Group(
                    new GroupName(text(in), text(in), text(in), text(in)),
                    in.readInt(),
                    Instant.ofEpochMilli(in.readLong()),
                    Instant.ofEpochMilli(in.readLong()),
                    read(in),
                    read(in),
                    read(in),
                    in.readBoolean()
                            ? Optional.of(
                                    new Group.End(ClosedBy.valueOf(text(in)), Instant.ofEpochMilli(in.readLong())))
                            : Optional.empty());
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("not a group: " + bytes.length + " bytes, " + e.getMessage(), e);
        }
    }

    /** Without the limit of 65,535 bytes that writeUTF has: ids are as long as others make them. */
    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a text of " + length + " bytes that has " + bytes.length);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void write(DataOutputStream out, List<String> ids) throws IOException {
        out.writeInt(ids.size());
        for (String id : ids) {
            write(out, id);
        }
    }

    private static List<String> read(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(text(in));
        }
        return ids;
    }
}
