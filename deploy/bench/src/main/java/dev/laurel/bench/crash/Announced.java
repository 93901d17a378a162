package dev.laurel.bench.crash;

import java.util.ArrayList;
import java.util.List;

import dev.laurel.command.client.TopicReader;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of the models topic from its first offset, committed ones only. */
record Announced(TopicReader topics) {

    /** The versions that are announced of a line, as often as they are. */
    List<Integer> versions(String line) {
        return records(line, true);
    }

    /** The versions that were appointed as champions of a line, one after the other. */
    List<Integer> champions(String line) {
        return records(line, false);
    }

    private List<Integer> records(String line, boolean checkpoints) {
        List<Integer> versions = new ArrayList<>();
        for (ConsumerRecord<byte[], dev.laurel.schema.ModelVersion> record : topics.readAll(Topics.MODELS)) {
            boolean checkpoint = record.value().getRecord() instanceof Checkpoint;
            if (record.value().getLine().equals(line) && checkpoint == checkpoints) {
                versions.add(record.value().getVersion());
            }
        }
        return versions;
    }
}
