package dev.laurel.trainer.line;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.Topics;
import dev.laurel.trainer.Lab;
import dev.laurel.trainer.Pairs;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is on the models topic, the line goes on from its champion. */
class PoisonedModelsIT {

    private static final String LINE = "poisoned";

    @TempDir
    Path store;

    @Test
    void lineGoesOnFromItsChampion() throws Exception {
        Lab lab = new Lab(LINE, store);
        lab.publish(Pairs.polite(0, 60));
        lab.trainer().window(Optional.empty(), change -> {});
        Checkpoint real = lab.versions().announced().checkpoint(1).orElseThrow();

        publish(lab, poison(real));

        assertThat(lab.versions().announced().champion()).contains(1);
        assertThat(lab.versions().announced().announced()).contains(1).doesNotContain(-5, 0);
        lab.publish(Pairs.polite(60, 120));
        assertThat(lab.trainer().window(Optional.empty(), change -> {}).version())
                .isEqualTo(2);
        assertThat(lab.versions().store().version(2).orElseThrow().manifest().parentVersion())
                .contains(1);
    }

    private static List<ProducerRecord<byte[], byte[]>> poison(Checkpoint real) {
        List<ProducerRecord<byte[], byte[]>> poison = new ArrayList<>();
        byte[] rubbish = {0, 0, 0, 0, 1, -2, -2, -2, -2, -2};
        poison.add(record("", new byte[] {7, 7, 7}));
        poison.add(record(LINE, rubbish));
        poison.add(record(LINE, new byte[900_000]));
        for (int version : List.of(999, 0, -5)) { // never announced
            poison.add(record(LINE, value(version, new Champion(1, "because", "mallory", true))));
        }
        for (int version : List.of(0, -5, Integer.MAX_VALUE)) {
            poison.add(record(LINE + "@" + version, value(version, real)));
        }
        poison.add(record(LINE + "@8", value(9, real))); // under another one's key
        poison.add(record("", value(7, real)));
        return poison;
    }

    private static ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(Topics.MODELS.name(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static byte[] value(int version, Object record) {
        return new RegistrySerde<>(Topics.MODELS, Lab.REGISTRY)
                .serializer()
                .serialize(
                        Topics.MODELS.name(),
                        new ModelVersion(LINE, version, Instant.ofEpochMilli(Long.MAX_VALUE), record));
    }

    private static void publish(Lab lab, List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = lab.transactional()) {
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
        }
    }
}
