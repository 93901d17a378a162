package dev.laurel.ingest.check;

/** A value that was found good, or what is wrong with it. */
public sealed interface Checked<V> {

    record Valid<V>(V value) implements Checked<V> {}

    record Rejected<V>(Rejection rejection) implements Checked<V> {}
}
