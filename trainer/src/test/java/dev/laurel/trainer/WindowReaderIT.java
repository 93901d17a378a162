package dev.laurel.trainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.train.WindowCancelledException;
import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.OffsetSpan;
import dev.laurel.trainer.window.Reread;
import dev.laurel.trainer.window.SizeLimit;
import dev.laurel.trainer.window.Window;
import dev.laurel.trainer.window.WindowPairs;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Windows over a topic with transactions: markers, aborted records and an open end. */
@Timeout(60)
class WindowReaderIT {

    @TempDir
    Path store;

    @Test
    void endsBehindTransactionMarkersAndLeavesAbortedPairsOut() throws Exception {
        Lab lab = new Lab("markers", store);
        try (KafkaProducer<byte[], byte[]> producer = lab.transactional()) {
            send(producer, lab, Pairs.polite(0, 20));
            producer.commitTransaction();
            send(producer, lab, Pairs.polite(20, 30));
            producer.abortTransaction();
        }

        WindowPairs window = lab.reader().read(lab.line(), Optional.empty(), SizeLimit.ofPairs(1000));

        assertThat(ids(window)).containsExactlyInAnyOrderElementsOf(idsOf(0, 20));
        assertThat(ids(lab.reader().read(lab.line(), Optional.of(window.window()), SizeLimit.ofPairs(1000))))
                .isEmpty();
    }

    @Test
    void readsUpToAnOpenTransactionAndLaterBehindIt() throws Exception {
        Lab lab = new Lab("open", store);
        lab.publish(Pairs.polite(0, 20));
        try (KafkaProducer<byte[], byte[]> producer = lab.transactional()) {
            send(producer, lab, Pairs.polite(20, 40));
            producer.flush();

            WindowPairs before = lab.reader().read(lab.line(), Optional.empty(), SizeLimit.ofPairs(1000));
            producer.commitTransaction();

            assertThat(ids(before)).containsExactlyInAnyOrderElementsOf(idsOf(0, 20));
            assertThat(before.notices().stream()
                            .filter(notice -> notice.kind() == Notice.Kind.OPEN_TRANSACTION)
                            .map(Notice::detail))
                    .isNotEmpty()
                    .allSatisfy(detail -> assertThat(detail)
                            .matches("partition \\d+ can be read to offset \\d+ of \\d+: producer"
                                    + " \\d+ of transactional id pairs of open, Ongoing, last wrote PT\\d+S ago"));
            await().untilAsserted(
                            () -> // a commit returns before its markers are written
                            assertThat(ids(lab.reader()
                                            .read(lab.line(), Optional.of(before.window()), SizeLimit.ofPairs(1000))))
                                    .containsExactlyInAnyOrderElementsOf(idsOf(20, 40)));
        }
    }

    @Test
    void boundedWindowsCoverTheTopicOnce() throws Exception {
        Lab lab = new Lab("pieces", store);
        lab.publish(Pairs.polite(0, 50));

        Optional<Window> previous = Optional.empty();
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            WindowPairs window = lab.reader().read(lab.line(), previous, SizeLimit.ofPairs(7));
            assertThat(window.pairs()).hasSize(i < 7 ? 7 : 1);
            read.addAll(ids(window));
            previous = Optional.of(window.window());
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(idsOf(0, 50));
    }

    @Test
    void windowsBoundedInTextCoverTheTopicOnceAndAreReadAgainAsTheyWere() throws Exception {
        Lab lab = new Lab("texts", store);
        List<PreferencePair> all = new ArrayList<>(Pairs.polite(0, 20));
        all.add(wordy("wordy", 20_000));
        all.addAll(Pairs.polite(20, 40));
        all.add(wordy("too-wordy", 30_000));
        lab.publish(all);
        SizeLimit bounds = new SizeLimit(1_000, 1_000, 25_000);

        Optional<Window> previous = Optional.empty();
        List<String> read = new ArrayList<>();
        int aside = 0;
        do {
            WindowPairs window = lab.reader().read(lab.line(), previous, bounds);
            long characters =
                    window.pairs().stream().mapToLong(SizeLimit::characters).sum();
            long last = window.pairs().stream()
                    .mapToLong(SizeLimit::characters)
                    .max()
                    .orElse(0);
            assertThat(characters).isLessThan(1_000 + last);
            assertThat(((Reread.Held) lab.reader().again(lab.line(), window.window())).pairs())
                    .extracting(Reread.PlacedPair::pair)
                    .isEqualTo(window.pairs());
            read.addAll(ids(window));
            aside += window.setAside().all();
            previous = Optional.of(window.window());
        } while (previous.get().end().equals(Optional.of(SizeLimit.End.CHARACTERS)));

        assertThat(read).hasSize(41).doesNotHaveDuplicates().contains("wordy");
        assertThat(aside).isEqualTo(1);
        assertThat(previous.get().end()).contains(SizeLimit.End.TOPIC);
    }

    private static PreferencePair wordy(String id, int characters) {
        return Pairs.of(id, "word ".repeat(characters / 5));
    }

    @Test
    void cancellingEndsAReading() throws Exception {
        Lab lab = new Lab("cancelled", store);
        lab.publish(Pairs.polite(0, 500));
        AtomicLong reached = new AtomicLong();

        assertThatExceptionOfType(WindowCancelledException.class)
                .isThrownBy(() -> lab.reader().read(lab.line(), Optional.empty(), SizeLimit.ofPairs(500), so -> {
                    reached.set(so.done());
                    if (so.done() > 0) {
                        throw new WindowCancelledException();
                    }
                }));

        assertThat(reached.get()).isLessThan(500);
    }

    @Test
    void recreatedTopicIsReadFromItsBeginning() throws Exception {
        Lab lab = new Lab("recreated", store);
        lab.publish(Pairs.polite(0, 5));
        Window ofAnother = new Window(
                "another-topic-id",
                List.of(new OffsetSpan(0, 0, 1 << 30)),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty());

        WindowPairs window = lab.reader().read(lab.line(), Optional.of(ofAnother), SizeLimit.ofPairs(100));

        assertThat(ids(window)).hasSize(5);
        assertThat(window.notices()).extracting(Notice::kind).contains(Notice.Kind.TOPIC_RECREATED);
        assertThat(window.notices().get(0).detail())
                .contains("was another-topic-id", window.window().topicId());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Lab lab, List<PreferencePair> pairs) {
        producer.beginTransaction();
        pairs.forEach(pair -> producer.send(lab.record(pair)));
    }

    private static List<String> ids(WindowPairs window) {
        return window.pairs().stream().map(PreferencePair::getPairId).toList();
    }

    private static List<String> idsOf(int from, int to) {
        return Pairs.polite(from, to).stream().map(PreferencePair::getPairId).toList();
    }
}
