package dev.laurel.schema;

/**
 * Avro's own limits, which are system properties that it reads when it first decodes. Records of topics are bounded by {@link BoundedDecoder} besides;
 * these hold for whatever else is read as Avro, such as stored ledgers.
 */
final class AvroLimits {

    static final String STRING = "org.apache.avro.limits.string.maxLength";
    static final String BYTES = "org.apache.avro.limits.bytes.maxLength";
    static final String COLLECTION = "org.apache.avro.limits.collectionItems.maxLength";

    private static final int MOST_ITEMS = 1_000_000;

    private AvroLimits() {}

    /** Sets those that the start of the process has not set. */
    static void set() {
        setUnlessSet(STRING, Provisioner.DERIVED_RECORD_BYTES);
        setUnlessSet(BYTES, Provisioner.DERIVED_RECORD_BYTES);
        setUnlessSet(COLLECTION, MOST_ITEMS);
    }

    private static void setUnlessSet(String limit, int value) {
        System.getProperties().putIfAbsent(limit, String.valueOf(value));
    }
}
