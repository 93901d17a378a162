package dev.laurel.ingest.ledger;

import java.util.Optional;

/**
 * A part of the ledgers that was looked through for those to forget.
 *
 * @param forgotten how many were forgotten
 * @param rest where to go on; empty at the end
 */
public record Slice<P>(int forgotten, Optional<P> rest) {}
