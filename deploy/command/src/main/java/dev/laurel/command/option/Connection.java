package dev.laurel.command.option;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.console.CommandException;
import dev.laurel.stack.Plain;

import picocli.CommandLine.Option;

/** Where Kafka and the registry are; the local stack unless told otherwise. */
public final class Connection {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9092",
            description = "Kafka's address. Default: ${DEFAULT-VALUE}")
    private String bootstrapServers;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8081/apis/ccompat/v7",
            description = "The schema registry's address. Default: ${DEFAULT-VALUE}")
    private String registryUrl;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description =
                    "Properties for all Kafka clients (security.protocol, sasl.jaas.config, ...) and for the registry's"
                            + " (schema.registry.ssl..., basic.auth...).")
    private Path clientConfig;

    public String address() {
        return bootstrapServers;
    }

    public Cluster open() {
        Properties more = new Properties();
        if (clientConfig != null) {
            try (Reader reader = Files.newBufferedReader(clientConfig)) {
                more.load(reader);
            } catch (IOException e) {
                throw new CommandException("cannot read --client-config: " + Plain.reason(e), e);
            }
        }
        return Cluster.at(bootstrapServers, registryUrl, more);
    }
}
