package dev.laurel.ingest.erase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Provisioner.Keeping;
import dev.laurel.schema.Topic;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.admin.Admin;

/** What an erasure leaves in Kafka, from which nobody can take single records, and until when by the topics' settings. */
final class Remainders {

    /** Topics in which texts, or the pseudonym, stand as they came. */
    private static final List<Topic<?>> TEXTS = List.of(
            Topics.FEEDBACK,
            Topics.UNJOINED,
            Topics.RESPONSES,
            Topics.PAIRS,
            Topics.SCORED,
            Topics.SELECTED,
            Topics.ERASURES);

    /** Stores whose changelogs hold texts, ids or pseudonyms, of ingest and of the scorer. */
    private static final List<String> STORES =
            List.of("ledger-entries", "prompt-ledgers", "join-entries", "erasure-entries", "candidates");

    private static final Remainder ARCHIVES = new Remainder(
            "archives of the trainer",
            Optional.empty(),
            "pairs of feedback that named nobody, which were published before a record named the person; they go with their versions");

    private Remainders() {}

    /** @throws org.apache.kafka.common.KafkaException if the broker does not say */
    static List<Remainder> of(Admin admin, Set<String> existing, Instant now) {
        Set<String> asked = new TreeSet<>();
        TEXTS.forEach(topic -> asked.addAll(List.of(topic.name(), topic.deadLetters())));
        asked.add(Topics.PROMPT_IDS.name());
        existing.stream()
                .filter(topic -> STORES.stream().anyMatch(store -> topic.endsWith("-" + store + "-changelog")))
                .forEach(asked::add);
        List<Remainder> remainders = new ArrayList<>(List.of(ARCHIVES));
        Map<String, Keeping> keeping = Provisioner.keeping(admin, asked);
        keeping.forEach((topic, kept) ->
                remainders.add(kept.compacted() ? compacted(topic, kept, now) : retained(topic, kept, now)));
        return remainders;
    }

    private static Remainder retained(String topic, Keeping kept, Instant now) {
        return new Remainder(
                topic,
                kept.retention().map(now::plus),
                kept.retention().isPresent()
                        ? "records as they came, until retention.ms after the end of their segment"
                        : "records as they came, for ever; laurel provision --retention " + topic + "=P90D ends that");
    }

    /** The deletion may lie in the log for that time before the log is compacted, and what it deletes as long before it. */
    private static Remainder compacted(String topic, Keeping kept, Instant now) {
        Optional<Instant> until = kept.compactionLag().map(lag -> now.plus(lag).plus(lag));
        return new Remainder(
                topic,
                until,
                until.isPresent()
                        ? "what was deleted, until the broker has compacted the log (max.compaction.lag.ms)"
                        : "what was deleted, until the broker happens to compact the log;"
                                + " its max.compaction.lag.ms sets a bound");
    }
}
