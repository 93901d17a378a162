package dev.laurel.reward.checkpoint;

/** The number formats of stored weights that Laurel reads; it writes F32. */
public enum StoredType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2);

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }
}
