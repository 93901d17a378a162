package dev.laurel.trainer.erase;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.publish.CheckpointStores;
import dev.laurel.trainer.publish.ErasureRecord;
import dev.laurel.trainer.publish.StoreErasure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries erasures out: on the archives of all versions of all lines of a store, also those that are no longer configured. Whatever interrupts it, carrying out
 * the same erasure again completes it. Not while a window of this process is under way.
 */
public final class Eraser {

    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);

    private final CheckpointStores stores;
    private final ErasureLog log;
    private final Clock clock;

    public Eraser(CheckpointStores stores, ErasureLog log, Clock clock) {
        this.stores = stores;
        this.log = log;
        this.clock = clock;
    }

    /** Carries out what was asked for and is not completed. */
    public void completeAll() throws IOException {
        for (Erasure erasure : log.all()) {
            if (erasure.completedAt().isEmpty()) {
                complete(erasure);
            }
        }
    }

    /** Carries one erasure out; what stands in the way on one line does not keep the others. */
    public Erasure complete(Erasure erasure) throws IOException {
        Predicate<PreferencePair> pairs = log.pairs(erasure);
        List<Erasure.Used> used = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int letGo = 0;
        for (String line : stores.lines()) {
            try {
                StoreErasure store = stores.of(line).erasure();
                letGo += store.letGo(pairs);
                store.remove(pairs, erasure.order())
                        .forEach((version, record) -> used.add(used(line, version, record)));
            } catch (IOException | RuntimeException e) {
                LOG.error("erasure is stuck erasure={} line={}", erasure.id(), line, e);
                problems.add("line " + line + ": " + e.getMessage());
            }
        }
        Erasure done = problems.isEmpty()
                ? erasure.completed(clock.instant(), used, letGo)
                : erasure.stuck(used, letGo, problems);
        log.write(done);
        LOG.info(
                "erasure carried out erasure={} versions={} windows_let_go={} problems={}",
                done.id(),
                used.size(),
                letGo,
                problems.size());
        return done;
    }

    private static Erasure.Used used(String line, int version, ErasureRecord record) {
        Map<String, Integer> pairs = new TreeMap<>();
        record.archives()
                .forEach((archive, change) -> pairs.put(archive, change.pairs().size()));
        return new Erasure.Used(line, version, pairs);
    }
}
