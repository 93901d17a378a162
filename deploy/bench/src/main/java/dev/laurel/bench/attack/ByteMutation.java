package dev.laurel.bench.attack;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Changes bytes: some flipped, some cut out, some put in, the end missing. */
final class ByteMutation {

    private ByteMutation() {}

    static byte[] of(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> bytes = inserted(bytes, at, random);
            }
        }
        return bytes;
    }

    private static byte[] inserted(byte[] bytes, int at, RandomGenerator random) {
        byte[] more = new byte[1 + random.nextInt(12)];
        random.nextBytes(more);
        byte[] all = new byte[bytes.length + more.length];
        System.arraycopy(bytes, 0, all, 0, at);
        System.arraycopy(more, 0, all, at, more.length);
        System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
        return all;
    }
}
