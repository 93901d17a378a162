package dev.laurel.trainer.window;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that began long ago and are not ended: they hold the last stable offset of their partitions back, and what was written behind it waits for a later
 * window.
 *
 * @param patience how long a transaction may be open before it is worth a notice; producers under load always have a young one
 */
record OpenTransactions(Admin admin, Duration patience, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

    /**
     * Those that hold partitions back, a notice each, with the producer as far as the broker tells.
     *
     * @param stable the last stable offset of each partition
     */
    List<Notice> behind(Map<TopicPartition, Long> stable) {
        List<Notice> notices = new ArrayList<>();
        try {
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(stable.keySet().stream()
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                    .all()
                    .get();
            List<TopicPartition> held = stable.keySet().stream()
                    .filter(partition -> ends.get(partition).offset() > stable.get(partition))
                    .toList();
            for (TopicPartition partition : held) {
                String where = "partition %d can be read to offset %d of %d"
                        .formatted(
                                partition.partition(),
                                stable.get(partition),
                                ends.get(partition).offset());
                for (ProducerState producer : producers(partition)) {
                    notice(where, producer, stable.get(partition), notices);
                }
            }
        } catch (ExecutionException e) { // who may read the topic may still not ask this
            LOG.warn("transactions not examined reason=\"{}\"", e.getCause().getMessage());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return notices;
    }

    private List<ProducerState> producers(TopicPartition partition) throws ExecutionException, InterruptedException {
        PartitionProducerState state = admin.describeProducers(List.of(partition))
                .partitionResult(partition)
                .get();
        return state.activeProducers();
    }

    private void notice(String where, ProducerState producer, long stable, List<Notice> notices)
            throws ExecutionException, InterruptedException {
        if (producer.currentTransactionStartOffset().orElse(Long.MAX_VALUE) > stable) {
            return; // has no transaction, or one that holds nothing back
        }
        Duration silent = Duration.ofMillis(clock.millis() - producer.lastTimestamp());
        if (silent.compareTo(patience) >= 0) {
            notices.add(new Notice(
                    Notice.Kind.OPEN_TRANSACTION,
                    where + ": producer " + producer.producerId() + " of " + transaction(producer.producerId())
                            + " last wrote " + silent.truncatedTo(ChronoUnit.SECONDS) + " ago"));
        }
    }

    private String transaction(long producer) throws ExecutionException, InterruptedException {
        for (TransactionListing each : admin.listTransactions(
                        new ListTransactionsOptions().filterProducerIds(List.of(producer)))
                .all()
                .get()) {
            return "transactional id " + each.transactionalId() + ", " + each.state() + ",";
        }
        return "a transaction that no coordinator knows (kafka-transactions.sh can abort it)";
    }
}
