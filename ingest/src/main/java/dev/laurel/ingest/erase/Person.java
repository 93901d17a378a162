package dev.laurel.ingest.erase;

import java.util.Optional;

/**
 * Somebody whose conversations Laurel has seen.
 *
 * @param subject the pseudonym, as records name it
 */
public record Person(String tenant, String subject) {

    public static Optional<Person> of(String tenant, Optional<String> subject) {
        return subject.map(name -> new Person(tenant, name));
    }
}
