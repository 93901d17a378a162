package dev.laurel.command.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import dev.laurel.schema.Topic;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** How far a consumer group is behind the end of a topic. */
public final class GroupProgress implements AutoCloseable {

    private final Admin admin;

    public GroupProgress(Cluster cluster) {
        this.admin = cluster.admin();
    }

    /** Records that the group has not committed yet; transaction markers count as records. */
    public long lag(String group, Topic<?> topic) {
        try {
            List<TopicPartition> partitions = admin
                    .describeTopics(List.of(topic.name()))
                    .topicNameValues()
                    .get(topic.name())
                    .get()
                    .partitions()
                    .stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata done = committed.get(partition);
                lag += end(partition) - (done == null ? 0 : done.offset());
            }
            return lag;
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "cannot read the progress of group " + group + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private long end(TopicPartition partition) throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    @Override
    public void close() {
        admin.close();
    }
}
