package dev.laurel.schema;

import org.apache.kafka.common.errors.SerializationException;

/** A record says something in a field that this release does not know: read as it is, it would be another record. Nothing is wrong with it. */
public final class UnknownFieldException extends SerializationException {

    private static final long serialVersionUID = 1;

    /** @param field where in the record, for example {@code messages[].citations} */
    UnknownFieldException(Topic<?> topic, WireFormat.SchemaName schema, String field) {
        super("the record of " + topic + " has the field " + field + ", of the schema with " + schema
                + ", which this release does not know and would leave out: upgrade the readers before the writers");
    }
}
