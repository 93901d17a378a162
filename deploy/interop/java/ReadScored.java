import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.laurel.schema.Registry;
import dev.laurel.schema.RegistrySerde;
import dev.laurel.schema.ScoredResponse;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints scored responses as they come, from the beginning of the topic:
 *
 * <pre>java -cp 'deploy/command/target/lib/*' deploy/interop/java/ReadScored.java [HOST:PORT [REGISTRY_URL]]</pre>
 */
public class ReadScored {

    public static void main(String[] arguments) {
        String brokers = arguments.length > 0 ? arguments[0] : "127.0.0.1:9092";
        String registry = arguments.length > 1 ? arguments[1] : "http://127.0.0.1:8081/apis/ccompat/v7";
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "group.id", "example-java",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false");
        var values = new RegistrySerde<>(Topics.SCORED, Registry.connect(Map.of(Registry.URL, registry)));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values.deserializer())) {
            consumer.subscribe(List.of(Topics.SCORED.name()));
            while (true) {
                var records = consumer.poll(Duration.ofSeconds(1));
                records.forEach(record -> use(record.key(), record.value()));
                consumer.commitSync(); // after the work: a crash repeats records, and loses none
            }
        }
    }

    private static void use(String key, ScoredResponse scored) {
        System.out.printf(
                "%s %s %.3f %s version %d, from %s-%d@%d%n",
                key,
                scored.getResponseId(),
                scored.getNormalizedReward(),
                scored.getModelLine(),
                scored.getModelVersion(),
                scored.getOrigin().getTopic(),
                scored.getOrigin().getPartition(),
                scored.getOrigin().getOffset());
    }
}
