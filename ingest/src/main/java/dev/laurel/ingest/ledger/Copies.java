package dev.laurel.ingest.ledger;

import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Records that are others but for some fields. What stays is shared, where the records' own builders copy every text in it. */
public final class Copies {

    private Copies() {}

    /** A record with the same fields, to be given others. */
    @SuppressWarnings("unchecked") // a new instance of the record's own class
    public static <R extends SpecificRecordBase> R of(R record) {
        R copy = (R) SpecificData.newInstance(record.getClass(), record.getSchema());
        for (int field = 0; field < record.getSchema().getFields().size(); field++) {
            copy.put(field, record.get(field));
        }
        return copy;
    }
}
