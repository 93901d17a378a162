package dev.laurel.ingest.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import dev.laurel.schema.PromptKey;
import dev.laurel.schema.accept.Shown;

/** Whether a record lies where all records of its prompt lie: under the key that its value calls for. */
public final class KeyCheck {

    private KeyCheck() {}

    /** @param key the record's key as it was sent; null if there was none */
    public static Optional<Rejection> check(byte[] key, PromptKey expected) {
        if (Arrays.equals(key, expected.toBytes())) {
            return Optional.empty();
        }
        String found = key == null ? "no key" : Shown.of(new String(key, StandardCharsets.UTF_8));
        return Optional.of(new Rejection(
                RejectionReason.KEY_MISMATCH,
                "key",
                found + " where tenant and prompt_id of the value call for " + Shown.of(expected.toString())));
    }
}
