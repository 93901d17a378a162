package dev.laurel.trainer.lineage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.lineage.UsedPair.Use;
import dev.laurel.trainer.publish.CheckpointStore;
import dev.laurel.trainer.publish.ErasureRecord;
import dev.laurel.trainer.publish.Manifest;
import dev.laurel.trainer.publish.StoredVersion;

/** What the store knows of where a line's versions came from, and of what became of a pair. Reads the archives each time. */
public record Lineage(String line, CheckpointStore store) {

    /** A version with those it descends from; empty if there is no such version. */
    public Optional<Ancestry> ancestry(int version) throws IOException {
        List<StoredVersion> all = store.versions();
        Map<Integer, StoredVersion> byNumber =
                all.stream().collect(Collectors.toMap(StoredVersion::number, each -> each));
        List<Ancestor> ancestors = new ArrayList<>();
        StoredVersion next = byNumber.get(version);
        while (next != null) {
            ancestors.add(ancestor(next, all));
            next = next.manifest().parentVersion().map(byNumber::get).orElse(null);
        }
        if (ancestors.isEmpty()) {
            return Optional.empty();
        }
        Manifest.Base base = byNumber.get(version).manifest().base();
        return Optional.of(new Ancestry(line, ancestors, base.name(), base.weightDigest()));
    }

    private static Ancestor ancestor(StoredVersion version, List<StoredVersion> all) throws IOException {
        Manifest manifest = version.manifest();
        ArchivedPairs archives = ArchivedPairs.of(version);
        Set<String> learned = new TreeSet<>(archives.ids(Use.TRAINED));
        learned.addAll(archives.ids(Use.REPLAYED));
        learned.retainAll(withdrawnSince(version, all));
        return new Ancestor(
                version.number(),
                manifest.parentVersion(),
                manifest.weightDigest(),
                manifest.createdAt(),
                manifest.decision().promoted(),
                manifest.decision().reason(),
                manifest.window().topicId(),
                manifest.window().spans(),
                manifest.data().trained(),
                archives.pairs().get(Use.REPLAYED).size(),
                manifest.data().heldOut(),
                List.copyOf(learned),
                erased(version).stream()
                        .map(VersionPairs.Erased::pairId)
                        .distinct()
                        .toList(),
                archives.gaps());
    }

    /** The pairs of a version's window, and what it trained on again; empty if there is no such version. */
    public Optional<VersionPairs> pairs(int version) throws IOException {
        List<StoredVersion> all = store.versions();
        Optional<StoredVersion> wanted =
                all.stream().filter(each -> each.number() == version).findFirst();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        ArchivedPairs archives = ArchivedPairs.of(wanted.get());
        Set<String> withdrawn = withdrawnSince(wanted.get(), all);
        List<UsedPair> pairs = new ArrayList<>();
        archives.pairs()
                .forEach((use, each) ->
                        each.forEach(pair -> pairs.add(UsedPair.of(pair, use, withdrawn.contains(pair.getPairId())))));
        return Optional.of(new VersionPairs(line, version, pairs, erased(wanted.get()), archives.gaps()));
    }

    /** What became of a pair. */
    public PairTrace.Traces pair(String pairId) throws IOException {
        return trace(pair -> pair.getPairId().equals(pairId), Set.of(pairId));
    }

    /** What became of the pairs that rest on a feedback event, whose id is unique within its tenant only. */
    public PairTrace.Traces event(String eventId, Optional<String> tenant) throws IOException {
        return trace(
                pair -> pair.getSource().getEventIds().contains(eventId)
                        && tenant.map(pair.getTenant()::equals).orElse(true),
                Set.of());
    }

    /** @param named ids that are looked for in the records of erasures and withdrawals too, which know nothing but ids */
    private PairTrace.Traces trace(Predicate<PreferencePair> wanted, Set<String> named) throws IOException {
        List<StoredVersion> all = store.versions();
        Map<String, PairTrace> traces = new TreeMap<>();
        List<String> gaps = new ArrayList<>();
        for (StoredVersion version : all) {
            ArchivedPairs archives = ArchivedPairs.of(version);
            gaps.addAll(archives.gaps());
            archives.pairs()
                    .forEach((use, pairs) -> pairs.stream().filter(wanted).forEach(pair -> {
                        PairTrace trace = traces.computeIfAbsent(pair.getPairId(), id -> PairTrace.empty(line, id));
                        trace.events().addAll(pair.getSource().getEventIds());
                        uses(trace, use).add(version.number());
                    }));
            Set<String> known = new HashSet<>(traces.keySet()); // what an erasure left nothing but the id of
            known.addAll(named);
            for (VersionPairs.Erased erased : erased(version)) {
                if (known.contains(erased.pairId())) {
                    traces.computeIfAbsent(erased.pairId(), id -> PairTrace.empty(line, id))
                            .erased()
                            .add(version.number());
                }
            }
            for (String withdrawn : version.manifest().data().withdrawn()) {
                if (traces.containsKey(withdrawn)) {
                    traces.get(withdrawn).withdrawn().add(version.number());
                }
            }
        }
        traces.values().forEach(trace -> complete(trace, all));
        return new PairTrace.Traces(line, List.copyOf(traces.values()), gaps);
    }

    private static SortedSet<Integer> uses(PairTrace trace, Use use) {
        return switch (use) {
            case TRAINED -> trace.trained();
            case REPLAYED -> trace.replayed();
            case HELD_OUT -> trace.judged();
        };
    }

    /** Adds who has it through ancestors, and who was judged on it because the hold-out is cumulative. */
    private static void complete(PairTrace trace, List<StoredVersion> all) {
        Set<Integer> direct = new HashSet<>(trace.trained());
        direct.addAll(trace.replayed());
        Set<Integer> affected = new HashSet<>(direct);
        boolean held = false;
        for (StoredVersion version : all) { // by number: parents come first
            if (version.manifest().parentVersion().filter(affected::contains).isPresent()
                    && affected.add(version.number())) {
                trace.inherited().add(version.number());
            }
            held = (held && !trace.withdrawn().contains(version.number()))
                    || trace.judged().contains(version.number());
            if (held) {
                trace.judged().add(version.number());
            }
        }
    }

    private static List<VersionPairs.Erased> erased(StoredVersion version) throws IOException {
        List<VersionPairs.Erased> erased = new ArrayList<>();
        for (ErasureRecord erasure : version.erasures()) {
            erasure.archives().values().forEach(archive -> archive.pairs()
                    .forEach(id -> erased.add(new VersionPairs.Erased(id, erasure.erasure(), erasure.at()))));
        }
        return erased;
    }

    /** Pairs that later windows took back and did not bring again. */
    private static Set<String> withdrawnSince(StoredVersion version, List<StoredVersion> all) {
        Set<String> withdrawn = new HashSet<>();
        for (StoredVersion later : all) {
            if (later.number() > version.number()) {
                if (!withdrawn.isEmpty()) {
                    ArchivedPairs brought = ArchivedPairs.of(later);
                    withdrawn.removeIf(brought::hold);
                }
                withdrawn.addAll(later.manifest().data().withdrawn());
            }
        }
        return withdrawn;
    }
}
