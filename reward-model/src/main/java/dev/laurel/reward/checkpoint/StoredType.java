package dev.laurel.reward.checkpoint;

import java.nio.ByteBuffer;

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

    /** Reads the number that a little-endian buffer holds next. */
    double next(ByteBuffer numbers) {
        return switch (this) {
            case F64 -> numbers.getDouble();
            case F32 -> numbers.getFloat();
            case F16 -> half(numbers.getShort());
            case BF16 -> Float.intBitsToFloat(numbers.getShort() << Short.SIZE);
        };
    }

    /** IEEE 754 binary16: one bit of sign, five of exponent, ten of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        double fraction = (bits & 0x3ff) / 1024.0;
        double size =
                switch (exponent) {
                    case 0 -> Math.scalb(fraction, -14);
                    case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> Math.scalb(1 + fraction, exponent - 15);
                };
        return bits < 0 ? -size : size;
    }
}
