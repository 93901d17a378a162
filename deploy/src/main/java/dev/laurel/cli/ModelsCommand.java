package dev.laurel.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.laurel.client.TopicReader;
import dev.laurel.client.TrainerClient;
import dev.laurel.lineage.LineageText;
import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.Topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the model versions that were announced, and who is champion. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description =
                "Lists the versions of all model lines, from the topic that announces them; or shows one version with"
                        + " those it descends from, and what was withdrawn or erased since.")
final class ModelsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "One version of --line; the trainer is asked.")
    private Integer version;

    @Option(names = "--line", defaultValue = "default", description = "With VERSION. Default: ${DEFAULT-VALUE}")
    private String line;

    @Option(names = "--trainer", defaultValue = "http://127.0.0.1:8082", description = "Default: ${DEFAULT-VALUE}")
    private URI trainer;

    @Mixin
    private Connection connection;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (version != null) {
            JsonNode descent = new TrainerClient(trainer).descent(line, version);
            System.out.print(json ? descent.toPrettyString() + "\n" : LineageText.ofDescent(descent));
            return Exit.OK;
        }
        Map<String, ModelVersion> versions = new TreeMap<>();
        Map<String, ModelVersion> champions = new TreeMap<>();
        new TopicReader(connection.open()).readAll(Topics.MODELS).forEach(record -> {
            ModelVersion model = record.value();
            if (model.getRecord() instanceof Champion) {
                champions.put(model.getLine(), model);
            } else {
                versions.put("%s@%06d".formatted(model.getLine(), model.getVersion()), model);
            }
        });
        if (json) {
            System.out.println(json(List.copyOf(versions.values()), champions).toPrettyString());
        } else {
            versions.values().forEach(model -> print(model, champions.get(model.getLine())));
            if (versions.isEmpty()) {
                System.out.println("no version has been announced yet");
            }
        }
        return Exit.OK;
    }

    private static boolean leads(ModelVersion model, ModelVersion champion) {
        return champion != null && champion.getVersion() == model.getVersion();
    }

    private static void print(ModelVersion model, ModelVersion champion) {
        Checkpoint checkpoint = (Checkpoint) model.getRecord();
        System.out.printf(
                "%s %-12s version %-4d parent %-4s %6d pairs  %s  %.12s  %s%n",
                leads(model, champion) ? "*" : " ",
                model.getLine(),
                model.getVersion(),
                checkpoint.getParent().map(String::valueOf).orElse("-"),
                checkpoint.getPairs(),
                model.getEventTime(),
                checkpoint.getWeightDigest(),
                checkpoint.getUri());
    }

    private static ArrayNode json(List<ModelVersion> versions, Map<String, ModelVersion> champions) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (ModelVersion model : versions) {
            Checkpoint checkpoint = (Checkpoint) model.getRecord();
            all.addObject()
                    .put("line", model.getLine())
                    .put("version", model.getVersion())
                    .put("champion", leads(model, champions.get(model.getLine())))
                    .put("parent", checkpoint.getParent().orElse(null))
                    .put("pairs", checkpoint.getPairs())
                    .put("announced", model.getEventTime().toString())
                    .put("weight_digest", checkpoint.getWeightDigest())
                    .put("uri", checkpoint.getUri());
        }
        return all;
    }
}
