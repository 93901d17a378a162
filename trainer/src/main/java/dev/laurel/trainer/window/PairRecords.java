package dev.laurel.trainer.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.PreferencePair;
import dev.laurel.schema.PromptKey;
import dev.laurel.schema.accept.Shown;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The records of a window as they come: pairs go into its ledger, and what is no pair is passed over and told. Not safe for many threads. */
final class PairRecords {

    private static final Logger LOG = LoggerFactory.getLogger(PairRecords.class);
    private static final int LOGGED = 10; // records of a window
    private static final int NAMED = 1_000;
    private static final int LONGEST_REASON = 300;

    private final PairLedger ledger;
    private final Deserializer<PreferencePair> deserializer;
    private final List<WindowPairs.Unreadable> first = new ArrayList<>();
    private int passed;

    PairRecords(PairLedger ledger, Deserializer<PreferencePair> deserializer) {
        this.ledger = ledger;
        this.deserializer = deserializer;
    }

    /**
     * Takes one in. What a later release wrote and this one would leave out half of is passed over, as all that is no pair: one such record must not stop
     * every line. Throws KafkaException if the registry does not answer; nothing is then known against the record.
     */
    void add(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> problem;
        try {
            PreferencePair pair = deserializer.deserialize(record.topic(), record.headers(), record.value());
            problem = problem(record, pair);
            if (problem.isEmpty()) {
                ledger.add(record.partition(), record.offset(), pair);
            }
        } catch (SerializationException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) { // bytes that announce what no record holds
            problem = Optional.of("it cannot be read: " + e.getClass().getSimpleName());
        }
        problem.ifPresent(reason -> pass(record, reason));
    }

    private void pass(ConsumerRecord<byte[], byte[]> record, String reason) {
        WindowPairs.Unreadable unreadable =
                new WindowPairs.Unreadable(record.partition(), record.offset(), Shown.line(reason, LONGEST_REASON));
        if (passed < LOGGED) {
            LOG.warn("record is no pair topic={} {}", record.topic(), unreadable);
        }
        if (passed < NAMED) {
            first.add(unreadable);
        }
        passed++;
    }

    /** What keeps a record from being a pair, whatever the pair says; empty if nothing does. */
    private static Optional<String> problem(ConsumerRecord<byte[], byte[]> record, PreferencePair pair) {
        if (pair == null) {
            return Optional.of("the record has no value");
        }
        boolean named = !pair.getTenant().isEmpty()
                && pair.getTenant().indexOf('/') < 0
                && !pair.getPromptId().isEmpty();
        if (!named) {
            return Optional.of(
                    "tenant or prompt_id is none: " + Shown.of(pair.getTenant()) + ", " + Shown.of(pair.getPromptId()));
        }
        String key = new PromptKey(pair.getTenant(), pair.getPromptId()).toString();
        return record.key() != null && key.equals(new String(record.key(), UTF_8))
                ? Optional.empty()
                : Optional.of("the key is not that of the pair, " + Shown.of(key));
    }

    /** Whether the window ends here, and why. */
    SizeLimit.End end(SizeLimit bounds) {
        return bounds.end(ledger.size(), ledger.characters());
    }

    /**
     * The window that they make.
     *
     * @param notices of its reading so far
     */
    WindowPairs window(Window window, List<Notice> notices) {
        List<Notice> all = new ArrayList<>(notices);
        if (passed > 0) {
            all.add(new Notice(
                    Notice.Kind.UNREADABLE_RECORDS,
                    passed + " records are passed over, the first of them " + first.get(0)));
        }
        UntrainablePairs aside = ledger.setAside();
        if (aside.all() > 0) {
            all.add(new Notice(
                    Notice.Kind.PAIRS_SET_ASIDE,
                    aside.all() + " pairs cannot be trained on, by reason " + aside.counts() + ", the first of them "
                            + aside.pairs().get(0)));
        }
        return new WindowPairs(
                window, ledger.pairs(), ledger.withdrawn(), ledger.ofOtherLines(), ledger.erased(), first, aside, all);
    }
}
