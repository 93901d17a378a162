package dev.laurel.ingest;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.laurel.service.client.ClientSettings;

import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamSettingsTest {

    @Test
    void clientsTakeWhatLaurelWritesAndOutliveAPauseOfTheBroker() {
        StreamsConfig settings = settings(Map.of());

        assertThat(settings.getProducerConfigs("client"))
                .containsEntry("max.request.size", 4 << 20)
                .containsEntry("transaction.timeout.ms", 60_000);
        assertThat(settings.getMainConsumerConfigs("group", "client", 0)).containsEntry("session.timeout.ms", 10_000);
    }

    @Test
    void whatIsSetForKafkaHolds() {
        StreamsConfig settings = settings(Map.of("session.timeout.ms", "6000", "producer.max.request.size", "5000000"));

        assertThat(settings.getMainConsumerConfigs("group", "client", 0)).containsEntry("session.timeout.ms", "6000");
        assertThat(settings.getProducerConfigs("client")).containsEntry("max.request.size", "5000000");
    }

    private static StreamsConfig settings(Map<String, String> kafka) {
        Map<String, String> all = new HashMap<>(kafka);
        all.put("bootstrap.servers", "unused:1");
        return new StreamsConfig(
                PairStreams.properties(new ClientSettings(all, Map.of()), "laurel-ingest", Path.of("state")));
    }
}
