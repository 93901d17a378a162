package dev.laurel.schema;

import java.time.Duration;
import java.util.Optional;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic of Laurel: its name, the records it holds and the promises made to those who read or write it.
 *
 * @param name the topic's name, for example {@code preference.pairs.v1}
 * @param type the generated class of its values
 * @param schema the schema its values are written with
 * @param partitioned whether it is spread by its key, as all topics about prompts are; such topics have equal partition counts
 * @param cleanup what the broker does with old records
 * @param retention how long the broker keeps a record from when it came in, unless it is set otherwise; empty for ever
 * @param compatibility how the value's schema may evolve, as schema registries name it
 */
public record Topic<V extends SpecificRecord>(
        String name,
        Class<V> type,
        Schema schema,
        boolean partitioned,
        Cleanup cleanup,
        Optional<Duration> retention,
        Compatibility compatibility) {

    /** How long dead letters are kept. */
    public static final Duration DEAD_LETTERS_RETENTION = Duration.ofDays(90);

    /** A topic that is kept for ever. */
    public Topic(
            String name,
            Class<V> type,
            Schema schema,
            boolean partitioned,
            Cleanup cleanup,
            Compatibility compatibility) {
        this(name, type, schema, partitioned, cleanup, Optional.empty(), compatibility);
    }

    /** What the broker does with old records. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /** How a schema may evolve: others write the first kind, others read the second. */
    public enum Compatibility {
        BACKWARD_TRANSITIVE,
        FULL_TRANSITIVE
    }

    /** The subject of the values in the schema registry, by the registry's TopicName strategy. */
    public String subject() {
        return name + "-value";
    }

    /** The topic that takes the records of this one that could not be used; see {@link DeadLetter}. */
    public String deadLetters() {
        return name + ".dlq";
    }

    @Override
    public String toString() {
        return name;
    }
}
