package dev.laurel.command.setup;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Exit;
import dev.laurel.command.option.Connection;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Topics;

import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates Laurel's topics and registers its schemas on a cluster of one's own. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        description =
                "Creates Laurel's topics and registers its schemas on your own Kafka. Running it again changes nothing but what"
                        + " --retention names.")
public final class ProvisionCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Option(
            names = "--partitions",
            defaultValue = "12",
            description = "Of each prompt-keyed topic. Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(names = "--replication-factor", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private short replicationFactor;

    @Option(names = "--min-insync-replicas", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}")
    private int minInsyncReplicas;

    @Option(
            names = "--retention",
            paramLabel = "TOPIC=TIME",
            description =
                    "How long a topic keeps its records, for example feedback.events.v1=P30D, or =forever; also of a"
                            + " topic that is there. Default: 90 days, 400 of pairs and erasures.")
    private Map<String, String> retentions = Map.of();

    @Override
    public Integer call() {
        Map<String, Optional<Duration>> changed = new TreeMap<>();
        retentions.forEach((topic, time) -> changed.put(topic, retention(topic, time)));
        Cluster cluster = connection.open();
        Map<String, Provisioner.Keeping> keeping;
        try (Admin admin = cluster.admin()) {
            new Provisioner(partitions, replicationFactor, minInsyncReplicas).provision(admin, cluster.registry());
            Provisioner.verify(admin, Topics.ALL);
            Provisioner.retain(admin, changed);
            keeping = Provisioner.keeping(admin, Provisioner.retentions().keySet());
        } catch (IllegalArgumentException e) {
            throw new CommandException("--retention: " + e.getMessage());
        }
        Topics.ALL.forEach(topic ->
                System.out.printf("%-24s %s%n", topic.name(), topic.schema().getFullName()));
        keeping.forEach((topic, kept) -> {
            if (kept.retention().isEmpty()) {
                System.err.println(
                        "laurel: %s keeps its records for ever; --retention %s=P90D ends that".formatted(topic, topic));
            }
        });
        return Exit.OK;
    }

    private static Optional<Duration> retention(String topic, String time) {
        if (time.equals("forever")) {
            return Optional.empty();
        }
        try {
            Duration kept = Duration.parse(time);
            if (kept.isNegative() || kept.isZero()) {
                throw new CommandException("--retention %s=%s: is not above zero".formatted(topic, time));
            }
            return Optional.of(kept);
        } catch (DateTimeParseException e) {
            throw new CommandException(
                    "--retention %s=%s: is neither a time such as P90D nor forever".formatted(topic, time));
        }
    }
}
