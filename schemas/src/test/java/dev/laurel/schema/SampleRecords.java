package dev.laurel.schema;

import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Records of any public schema with every field set, so that fields which are added later are tested as well. */
final class SampleRecords {

    private static final SpecificData DATA = new SpecificData();

    private SampleRecords() {}

    /** A value of the schema, of whose unions it takes the last branch, with {@code text} in every string. */
    static Object of(Schema schema, String text) {
        return switch (schema.getType()) {
            case RECORD -> {
                SpecificRecord record = (SpecificRecord) DATA.newRecord(null, schema);
                schema.getFields().forEach(field -> record.put(field.pos(), of(field.schema(), text)));
                yield record;
            }
            case ARRAY -> List.of(of(schema.getElementType(), text), of(schema.getElementType(), text));
            case MAP -> Map.of("key", of(schema.getValueType(), text));
            case UNION -> of(schema.getTypes().get(schema.getTypes().size() - 1), text);
            case ENUM -> DATA.createEnum(schema.getEnumSymbols().get(0), schema);
            case STRING -> text;
            case BOOLEAN -> true;
            case INT -> 7;
            case LONG ->
                schema.getLogicalType() == null ? (Object) 7L : java.time.Instant.ofEpochMilli(1_790_000_000_123L);
            case DOUBLE -> 0.5;
            case NULL, FLOAT, BYTES, FIXED -> throw new IllegalStateException("no schema of Laurel has a " + schema);
        };
    }
}
