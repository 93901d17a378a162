package dev.laurel.scorer.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

import dev.laurel.schema.Provisioner;
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

/**
 * The groups of one partition and the scored records of their candidates, on disk and in changelog topics. Texts are kept apart from the groups, and
 * only until a group ends. Which group is due next is known in memory, and found again at every start.
 */
public final class GroupStore {

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
        try (KeyValueIterator<String, byte[]> all = groups.all()) {
            all.forEachRemaining(entry -> note(GroupCodec.decode(entry.value)));
        }
    }

    static List<StoreBuilder<?>> builders() {
        Map<String, String> large = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(CHANGELOG_BYTES));
        return List.of(
                builder(GROUPS).withLoggingEnabled(large).withCachingEnabled(),
                builder(CANDIDATES).withLoggingEnabled(large));
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }

    /** The latest moment that any group knows of. */
    Instant latest() {
        return latest;
    }

    Optional<Group> find(GroupName name) {
        return Optional.ofNullable(groups.get(name.key())).map(GroupCodec::decode);
    }

    void keep(Group group) {
        groups.put(group.name().key(), GroupCodec.encode(group));
        note(group);
    }

    /** Keeps the candidate's scored record, if it has one. */
    void keep(Candidate candidate) {
        candidate.scored().ifPresent(scored -> candidates.put(candidate.group().key(candidate.responseId()), scored));
    }

    /** The scored records of a group, which are not kept any longer. */
    List<byte[]> takeCandidates(Group group) {
        return group.scored().stream()
                .map(id -> candidates.delete(group.name().key(id)))
                .toList();
    }

    void forget(Group group) {
        groups.delete(group.name().key());
    }

    /** The groups that are due by now: to be closed, or to be forgotten. */
    List<Group> overdue(Instant now) {
        Map<String, Group> due = new LinkedHashMap<>();
        while (!agenda.isEmpty() && !now.isBefore(agenda.first().at())) {
            String key = agenda.pollFirst().key();
            Optional.ofNullable(groups.get(key))
                    .map(GroupCodec::decode)
                    .filter(group -> rules.isOverdue(group, now))
                    .ifPresent(group -> due.put(key, group));
        }
        return new ArrayList<>(due.values());
    }

    private void note(Group group) {
        agenda.add(new Due(rules.due(group), group.name().key()));
        Instant known = group.end().map(Group.End::at).orElse(group.opened());
        latest = known.isAfter(latest) ? known : latest;
    }
}
