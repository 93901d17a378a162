package dev.laurel.stack.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker that is its own KRaft controller: formats its log directory if that is new, starts, and serves until
 * the process is told to stop.
 */
public final class BrokerMain {

    private BrokerMain() {}

    /** Takes the path of a {@code server.properties} and that of a file to create once clients are served. */
    public static void main(String[] arguments) throws Exception {
        KafkaConfig config = KafkaConfig.fromProps(Utils.loadProps(arguments[0]));
        format(Utils.loadProps(arguments[0]));
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        Files.createFile(Path.of(arguments[1]));
        server.awaitShutdown();
    }

    private static void format(Properties properties) throws Exception {
        String directory = properties.getProperty("log.dirs");
        if (Files.exists(Path.of(directory, "meta.properties"))) {
            return;
        }
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .addDirectory(directory)
                .setMetadataLogDirectory(directory)
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .run();
    }
}
