package dev.laurel.command.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.laurel.command.client.Cluster;
import dev.laurel.schema.Line;
import dev.laurel.schema.Provisioner;
import dev.laurel.stack.Part;
import dev.laurel.stack.Stack;
import dev.laurel.stack.StackOptions;

import org.apache.kafka.clients.admin.Admin;

/**
 * A stack with Laurel's topics and schemas on it, whose services serve the same model lines.
 *
 * @param stack the running processes; closing this closes them
 */
public record LocalStack(Stack stack) implements AutoCloseable {

    /**
     * Starts the parts.
     *
     * @param lines the model lines of trainer and scorer
     * @param trainer further settings of the trainer
     * @throws dev.laurel.stack.StackException if something is missing, a port is taken, or a part fails
     */
    public static LocalStack start(StackOptions options, List<Line> lines, Map<String, String> trainer) {
        Map<String, String> ofTrainer = new HashMap<>(settings(lines));
        ofTrainer.put("laurel.trainer.store", store(options.data()).toString());
        ofTrainer.putAll(trainer);
        return new LocalStack(Stack.start(options.provisioning(LocalStack::provision)
                .settings(Part.TRAINER, ofTrainer)
                .settings(Part.SCORER, settings(lines))));
    }

    /** The directory of checkpoints below a stack's data. */
    public static Path store(Path data) {
        return data.resolve("models");
    }

    public Cluster cluster() {
        return Cluster.at(stack.bootstrapServers(), stack.registryUrl(), new Properties());
    }

    public URI url(Part service) {
        return URI.create(stack.url(service));
    }

    @Override
    public void close() {
        stack.close();
    }

    private static void provision(Stack stack) {
        Cluster cluster = Cluster.at(stack.bootstrapServers(), stack.registryUrl(), new Properties());
        try (Admin admin = cluster.admin()) {
            Provisioner.LOCAL.provision(admin, cluster.registry());
        }
    }

    private static Map<String, String> settings(List<Line> lines) {
        Map<String, String> settings = new HashMap<>();
        for (Line line : lines) {
            if (!line.tasks().isEmpty()) {
                settings.put("laurel.lines." + line.name() + ".tasks", String.join(",", line.tasks()));
            }
            if (!line.tenants().isEmpty()) {
                settings.put("laurel.lines." + line.name() + ".tenants", String.join(",", line.tenants()));
            }
        }
        return settings;
    }
}
