package dev.laurel.command.setup;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.Connection;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineDescription;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what Laurel would run on. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Says what Laurel would run on: Java, the native engine, its device, and Kafka and registry with --kafka.")
public final class DoctorCommand implements Callable<Integer> {

    private static final long GIB = 1L << 30;
    private static final int ANSWER_MILLIS = 5_000;

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpu:N. Default: ${DEFAULT-VALUE}")
    private String device;

    @Option(names = "--kafka", description = "Check Kafka, the topics and the registry too.")
    private boolean kafka;

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        EngineOptions defaults = EngineOptions.defaults();
        try (Engine engine = Engine.start(new EngineOptions(device, defaults.threads(), defaults.dtype()))) {
            EngineDescription found = engine.describe();
            JsonNode json = new ObjectMapper()
                    .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .valueToTree(found);
            output.print(json, () -> text(found));
        }
        if (kafka) {
            checkCluster();
        }
        return Exit.OK;
    }

    private static String text(EngineDescription engine) {
        StringBuilder text = new StringBuilder();
        text.append("Java            %s on %s%n"
                .formatted(System.getProperty("java.version"), System.getProperty("os.arch")));
        text.append("engine          %s%n".formatted(engine.engine()));
        text.append("native library  %s%n".formatted(engine.nativeLibrary()));
        text.append("device          %s (GPUs seen: %d)%n".formatted(engine.device(), engine.gpus()));
        text.append("dtype           %s%n".formatted(engine.dtype()));
        text.append("threads         %d%n".formatted(engine.threads()));
        text.append("memory          %.1f GiB%n".formatted((double) engine.memoryBytes() / GIB));
        engine.remarks().forEach(remark -> text.append("note            %s%n".formatted(remark)));
        return text.toString();
    }

    private void checkCluster() {
        Cluster cluster = connection.open();
        Map<String, Object> impatient = new HashMap<>(cluster.kafka());
        impatient.put("default.api.timeout.ms", ANSWER_MILLIS);
        impatient.put("request.timeout.ms", ANSWER_MILLIS);
        try (Admin admin = Admin.create(impatient)) {
            Provisioner.verify(admin, Topics.ALL);
            System.out.println("Kafka           all topics are there");
            cluster.registry().verify(Topics.ALL);
            System.out.println("registry        all schemas are there");
        } catch (KafkaException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
