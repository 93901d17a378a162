package dev.laurel.command.setup;

import java.util.concurrent.Callable;

import dev.laurel.command.client.Cluster;
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
                "Creates Laurel's topics and registers its schemas on your own Kafka. Running it again changes nothing.")
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

    @Override
    public Integer call() {
        Cluster cluster = connection.open();
        try (Admin admin = cluster.admin()) {
            new Provisioner(partitions, replicationFactor, minInsyncReplicas).provision(admin, cluster.registry());
            Provisioner.verify(admin, Topics.ALL);
        }
        Topics.ALL.forEach(topic ->
                System.out.printf("%-24s %s%n", topic.name(), topic.schema().getFullName()));
        return Exit.OK;
    }
}
