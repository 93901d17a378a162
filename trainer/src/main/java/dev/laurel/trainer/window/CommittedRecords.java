package dev.laurel.trainer.window;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How a consumer is set up that reads committed records which are there already, without a group. */
public final class CommittedRecords {

    private static final int FETCH_WAIT_MS = 20; // nothing is waited for

    private CommittedRecords() {}

    /** @param kafka settings of the clients: {@code bootstrap.servers}, security */
    public static Map<String, Object> settings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        return settings;
    }
}
