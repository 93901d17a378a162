package dev.laurel.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.laurel.client.Cluster;
import dev.laurel.reward.engine.Engine;
import dev.laurel.reward.engine.EngineDescription;
import dev.laurel.reward.engine.EngineOptions;
import dev.laurel.schema.Provisioner;
import dev.laurel.schema.Topics;

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
final class DoctorCommand implements Callable<Integer> {

    private static final long GIB = 1L << 30;
    private static final int ANSWER_MILLIS = 5_000;

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpu:N. Default: ${DEFAULT-VALUE}")
    private String device;

    @Option(names = "--kafka", description = "Check Kafka, the topics and the registry too.")
    private boolean kafka;

    @Mixin
    private Connection connection;

    @Option(names = "--json", description = "Print the engine as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        EngineOptions defaults = EngineOptions.defaults();
        try (Engine engine = Engine.start(new EngineOptions(device, defaults.threads(), defaults.dtype()))) {
            EngineDescription found = engine.describe();
            if (json) {
                System.out.println(new ObjectMapper()
                        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(found));
            } else {
                print(found);
            }
        }
        if (kafka) {
            checkCluster();
        }
        return Exit.OK;
    }

    private static void print(EngineDescription engine) {
        System.out.printf(
                "Java            %s on %s%n", System.getProperty("java.version"), System.getProperty("os.arch"));
        System.out.printf("engine          %s%n", engine.engine());
        System.out.printf("native library  %s%n", engine.nativeLibrary());
        System.out.printf("device          %s (GPUs seen: %d)%n", engine.device(), engine.gpus());
        System.out.printf("dtype           %s%n", engine.dtype());
        System.out.printf("threads         %d%n", engine.threads());
        System.out.printf("memory          %.1f GiB%n", (double) engine.memoryBytes() / GIB);
        engine.remarks().forEach(remark -> System.out.println("note            " + remark));
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
