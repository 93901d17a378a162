package dev.laurel.service.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that large bodies of all requests together may hold. A small body needs none of it, so that large ones never keep it out. Thread-safe. */
final class BodyMemory {

    /** What every connection may hold besides. */
    static final int SMALL = 64 << 10;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    BodyMemory(long most) {
        this.most = most;
    }

    Room room() {
        return new Room();
    }

    long held() {
        return held.get();
    }

    /** Room for one body. */
    final class Room {

        private long taken;

        /** Bytes for all bodies together. */
        long most() {
            return most;
        }

        /** Whether a body of so many bytes finds room; if not, what was taken stays taken. */
        synchronized boolean take(long bytes) {
            long more = bytes <= SMALL ? 0 : bytes - taken;
            if (held.addAndGet(more) > most) {
                held.addAndGet(-more);
                return false;
            }
            taken += more;
            return true;
        }

        /** Gives all of it back; again does nothing. */
        synchronized void release() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
