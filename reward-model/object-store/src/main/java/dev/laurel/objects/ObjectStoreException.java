package dev.laurel.objects;

import java.io.IOException;

/** The object store did not do what it was asked, for a reason of its own or because it does not answer. */
public final class ObjectStoreException extends IOException {

    ObjectStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
