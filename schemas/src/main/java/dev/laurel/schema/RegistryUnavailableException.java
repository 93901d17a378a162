package dev.laurel.schema;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry did not answer. Nothing is wrong with the record: it must be tried again, never set aside. */
public final class RegistryUnavailableException extends RetriableException {

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
