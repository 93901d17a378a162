package dev.laurel.scorer.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

import dev.laurel.schema.Provisioner;
import dev.laurel.schema.accept.Shown;
import dev.laurel.scorer.select.Candidate;
import dev.laurel.scorer.select.Group;
import dev.laurel.scorer.select.GroupCodec;
import dev.laurel.scorer.select.GroupName;
import dev.laurel.scorer.select.GroupRules;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups of one partition and the scored records of their candidates, on disk and in changelog topics. Texts are kept apart from the groups, and
 * only until a group ends. Which group is due next is known in memory, and found again at every start.
 */
public final class GroupStore {

    private static final Logger LOG = LoggerFactory.getLogger(GroupStore.class);

    static final String GROUPS = "groups";
    static final String CANDIDATES = "candidates";

    /** Largest record of the changelogs: a scored record under a longer key. */
    public static final int CHANGELOG_BYTES = Provisioner.DERIVED_RECORD_BYTES + (64 << 10);

    private final KeyValueStore<String, byte[]> groups;
    private final KeyValueStore<String, byte[]> candidates;
    private final GroupRules rules;
    private final NavigableSet<Due> agenda =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::key));
    private Instant latest = Instant.EPOCH;

    /** A moment at which a group may be due; what has changed since is seen when it comes. */
    private record Due(Instant at, String key) {}

    GroupStore(ProcessorContext<?, ?> context, GroupRules rules) {
        this.groups = context.getStateStore(GROUPS);
        this.candidates = context.getStateStore(CANDIDATES);
        this.rules = rules;
        List<String> unreadable = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = groups.all()) {
            all.forEachRemaining(
                    entry -> read(entry.value).ifPresentOrElse(this::note, () -> unreadable.add(entry.key)));
        }
        unreadable.forEach(groups::delete);
    }

    /** What is no group, or one of a form that only later scorers know, is none: its candidates that still come begin it anew. */
    private static Optional<Group> read(byte[] bytes) {
        try {
            return Optional.of(GroupCodec.decode(bytes));
        } catch (IllegalStateException e) {
            LOG.warn("group forgotten reason={}", Shown.of(e.getMessage()));
            return Optional.empty();
        }
    }

    static List<StoreBuilder<?>> builders() {
        Map<String, String> large = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(CHANGELOG_BYTES));
        Map<String, String> texts = new HashMap<>(large);
        texts.put(
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                String.valueOf(Provisioner.COMPACTION_LAG.toMillis())); // what erasures count on
        return List.of(
                builder(GROUPS).withLoggingEnabled(large).withCachingEnabled(),
                builder(CANDIDATES).withLoggingEnabled(texts));
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }

    /** The latest moment that any group knows of. */
    Instant latest() {
        return latest;
    }

    Optional<Group> find(GroupName name) {
        return Optional.ofNullable(groups.get(name.key())).flatMap(GroupStore::read);
    }

    void keep(Group group) {
        groups.put(group.name().key(), GroupCodec.encode(group));
        note(group);
    }

    /** Keeps the candidate's scored record, if it has one. */
    void keep(Candidate candidate) {
        candidate.scored().ifPresent(scored -> candidates.put(candidate.group().key(candidate.responseId()), scored));
    }

    /** The scored record of a group's candidate; empty if it is lost. */
    Optional<byte[]> candidate(Group group, String responseId) {
        return Optional.ofNullable(candidates.get(group.name().key(responseId)));
    }

    /** Keeps the scored records of a group no longer. */
    void dropCandidates(Group group) {
        group.scored().forEach(id -> candidates.delete(group.name().key(id)));
    }

    void forget(Group group) {
        groups.delete(group.name().key());
    }

    /** The next of the groups that are due by now: to be closed, or to be forgotten. Empty if none is. */
    Optional<Group> nextOverdue(Instant now) {
        while (!agenda.isEmpty() && !now.isBefore(agenda.first().at())) {
            String key = agenda.pollFirst().key();
            Optional<Group> due = Optional.ofNullable(groups.get(key))
                    .flatMap(GroupStore::read)
                    .filter(group -> rules.isOverdue(group, now));
            if (due.isPresent()) {
                return due;
            }
        }
        return Optional.empty();
    }

    private void note(Group group) {
        agenda.add(new Due(rules.due(group), group.name().key()));
        Instant known = group.end().map(Group.End::at).orElse(group.opened());
        latest = known.isAfter(latest) ? known : latest;
    }
}
