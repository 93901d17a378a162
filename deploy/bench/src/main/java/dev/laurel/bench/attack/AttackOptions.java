package dev.laurel.bench.attack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a stack is attacked with.
 *
 * @param cases malformed and extreme requests and records; four fifths are requests
 * @param pauses stops of the broker under load
 * @param pause how long each lasts
 * @param connections slow connections to each service at once
 * @param requests small requests beside four texts of 8 MB
 * @param data a directory that keeps broker and logs; otherwise a temporary one
 * @param seed decides the cases
 */
public record AttackOptions(
        int cases, int pauses, Duration pause, int connections, int requests, Optional<Path> data, long seed) {

    public AttackOptions {
        if (cases < 0 || pauses < 0 || connections < 0 || requests < 0 || pause.isNegative()) {
            throw new IllegalArgumentException("a number of cases, pauses, connections or requests is below 0");
        }
    }
}
