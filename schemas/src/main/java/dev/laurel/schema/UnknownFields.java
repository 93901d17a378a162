package dev.laurel.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/** What a record would lose on its way from its writer's schema to a reader's: the fields that the reader's has not, where they say anything but their default. */
record UnknownFields(Schema written, Schema read) {

    /** Whether the writer's schema has any, at whatever depth. */
    boolean exist() {
        return exist(written, read, new HashSet<>());
    }

    private static boolean exist(Schema written, Schema read, Set<String> seen) {
        return switch (written.getType()) {
            case UNION ->
                written.getTypes().stream().anyMatch(branch -> matching(branch, read)
                        .map(of -> exist(branch, of, seen))
                        .orElse(false));
            case ARRAY ->
                matching(written, read)
                        .map(of -> exist(written.getElementType(), of.getElementType(), seen))
                        .orElse(false);
            case MAP ->
                matching(written, read)
                        .map(of -> exist(written.getValueType(), of.getValueType(), seen))
                        .orElse(false);
            case RECORD ->
                matching(written, read)
                        .map(of -> seen.add(written.getFullName())
                                && written.getFields().stream().anyMatch(field -> {
                                    Schema.Field known = of.getField(field.name());
                                    return known == null || exist(field.schema(), known.schema(), seen);
                                }))
                        .orElse(false);
            default -> false;
        };
    }

    /** The first such field of a record of the writer's schema that says something. */
    Optional<String> saidIn(Object datum) {
        return said(datum, written, read, "");
    }

    private static Optional<String> said(Object datum, Schema written, Schema read, String path) {
        return switch (written.getType()) {
            case UNION -> {
                Schema branch = written.getTypes().get(GenericData.get().resolveUnion(written, datum));
                yield matching(branch, read).flatMap(of -> said(datum, branch, of, path));
            }
            case ARRAY -> matching(written, read).flatMap(of -> first((List<?>) datum, written, of, path));
            case MAP ->
                matching(written, read).flatMap(of -> ((Map<?, ?>) datum)
                        .values().stream()
                                .map(value -> said(value, written.getValueType(), of.getValueType(), path + "{}"))
                                .flatMap(Optional::stream)
                                .findFirst());
            case RECORD -> matching(written, read).flatMap(of -> said((IndexedRecord) datum, written, of, path));
            default -> Optional.empty();
        };
    }

    private static Optional<String> first(List<?> elements, Schema written, Schema read, String path) {
        return elements.stream()
                .map(element -> said(element, written.getElementType(), read.getElementType(), path + "[]"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> said(IndexedRecord record, Schema written, Schema read, String path) {
        for (Schema.Field field : written.getFields()) {
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            Object value = record.get(field.pos());
            Schema.Field known = read.getField(field.name());
            Optional<String> said = known != null
                    ? said(value, field.schema(), known.schema(), at)
                    : Optional.of(at).filter(unknown -> says(value, field));
            if (said.isPresent()) {
                return said;
            }
        }
        return Optional.empty();
    }

    private static boolean says(Object value, Schema.Field field) {
        return value != null
                && !(field.hasDefaultValue()
                        && Objects.equals(value, GenericData.get().getDefaultValue(field)));
    }

    /** The reader's schema for a value of this one; empty where there is none, so that reading fails. */
    private static Optional<Schema> matching(Schema written, Schema read) {
        List<Schema> branches = read.isUnion() ? read.getTypes() : List.of(read);
        return branches.stream()
                .filter(branch -> branch.getType() == written.getType()
                        && (branch.getType() != Schema.Type.RECORD
                                || branch.getFullName().equals(written.getFullName())))
                .findFirst();
    }
}
