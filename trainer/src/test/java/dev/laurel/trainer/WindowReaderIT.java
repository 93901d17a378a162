package dev.laurel.trainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.PreferencePair;
import dev.laurel.trainer.window.Notice;
import dev.laurel.trainer.window.OffsetSpan;
import dev.laurel.trainer.window.Window;
import dev.laurel.trainer.window.WindowPairs;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
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

        WindowPairs window = lab.reader().read(lab.line(), Optional.empty(), 1000);

        assertThat(ids(window)).containsExactlyInAnyOrderElementsOf(idsOf(0, 20));
        assertThat(ids(lab.reader().read(lab.line(), Optional.of(window.window()), 1000)))
                .isEmpty();
    }

    @Test
    void readsUpToAnOpenTransactionAndLaterBehindIt() throws Exception {
        Lab lab = new Lab("open", store);
        lab.publish(Pairs.polite(0, 20));
        try (KafkaProducer<byte[], byte[]> producer = lab.transactional()) {
            send(producer, lab, Pairs.polite(20, 40));
            producer.flush();

            WindowPairs before = lab.reader().read(lab.line(), Optional.empty(), 1000);
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
                            assertThat(ids(lab.reader().read(lab.line(), Optional.of(before.window()), 1000)))
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
            WindowPairs window = lab.reader().read(lab.line(), previous, 7);
            assertThat(window.pairs()).hasSize(i < 7 ? 7 : 1);
            read.addAll(ids(window));
            previous = Optional.of(window.window());
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(idsOf(0, 50));
    }

    @Test
    void recreatedTopicIsReadFromItsBeginning() throws Exception {
        Lab lab = new Lab("recreated", store);
        lab.publish(Pairs.polite(0, 5));
        Window ofAnother = new Window("another-topic-id", List.of(new OffsetSpan(0, 0, 1 << 30)), List.of(), 0);

        WindowPairs window = lab.reader().read(lab.line(), Optional.of(ofAnother), 100);

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
