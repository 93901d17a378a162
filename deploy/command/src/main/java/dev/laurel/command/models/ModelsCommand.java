package dev.laurel.command.models;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.laurel.command.client.TopicReader;
import dev.laurel.command.console.CalledAs;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.lineage.LineageText;
import dev.laurel.command.option.Connection;
import dev.laurel.command.option.LineChoice;
import dev.laurel.schema.Champion;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.Topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the model versions that were announced, and who is champion. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description =
                "Lists the versions of all model lines, from the topic that announces them; or shows one version with"
                        + " those it descends from, and what was withdrawn or erased since.")
public final class ModelsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "One version of --line; the trainer is asked.")
    private Integer version;

    @Mixin
    private LineChoice line;

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        if (version != null) {
            JsonNode ancestry = line.trainer().ancestry(line.name(), version);
            output.print(ancestry, () -> LineageText.ofAncestry(ancestry));
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
        List<ModelVersion> all = List.copyOf(versions.values());
        output.print(json(all, champions), () -> text(all, champions));
        return Exit.OK;
    }

    private static String text(List<ModelVersion> versions, Map<String, ModelVersion> champions) {
        return versions.isEmpty()
                ? "no version has been announced yet; \"%s\" trains one, of the line that --line names%n"
                        .formatted(CalledAs.with("train"))
                : versions.stream()
                        .map(model -> describe(model, Optional.ofNullable(champions.get(model.getLine()))))
                        .collect(Collectors.joining());
    }

    private static boolean leads(ModelVersion model, ModelVersion champion) {
        return champion != null && champion.getVersion() == model.getVersion();
    }

    /** A version's line, and for the champion a second one that says since when and why it is. */
    static String describe(ModelVersion model, Optional<ModelVersion> champion) {
        Checkpoint checkpoint = (Checkpoint) model.getRecord();
        Optional<ModelVersion> leading = champion.filter(pointer -> pointer.getVersion() == model.getVersion());
        return String.format(
                "%s %-12s version %-4d parent %-4s %6d pairs  accuracy %s  %s  %.12s  %s%s%n%s",
                leading.isPresent() ? "*" : " ",
                model.getLine(),
                model.getVersion(),
                checkpoint.getParent().map(String::valueOf).orElse("-"),
                checkpoint.getPairs(),
                Optional.ofNullable(checkpoint.getMetrics().get("accuracy"))
                        .map("%.3f"::formatted)
                        .orElse("-"),
                model.getEventTime(),
                checkpoint.getWeightDigest(),
                checkpoint.getUri(),
                checkpoint.getWeightsRemoved() ? "  (weights removed)" : "",
                leading.map(pointer -> String.format(
                                "    champion since %s, %s%n", pointer.getEventTime(), decision(checkpoint, pointer)))
                        .orElse(""));
    }

    private static String decision(Checkpoint checkpoint, ModelVersion champion) {
        Champion appointment = (Champion) champion.getRecord();
        String who = "by " + appointment.getActor() + ": " + appointment.getReason();
        return heldBack(checkpoint) ? "held back by the gate and appointed " + who : who;
    }

    private static boolean heldBack(Checkpoint checkpoint) {
        return Double.valueOf(0).equals(checkpoint.getMetrics().get("gate_passed"));
    }

    private static ArrayNode json(List<ModelVersion> versions, Map<String, ModelVersion> champions) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (ModelVersion model : versions) {
            Checkpoint checkpoint = (Checkpoint) model.getRecord();
            ObjectNode one = all.addObject()
                    .put("line", model.getLine())
                    .put("version", model.getVersion())
                    .put("champion", leads(model, champions.get(model.getLine())))
                    .put("parent", checkpoint.getParent().orElse(null))
                    .put("pairs", checkpoint.getPairs())
                    .put("announced", model.getEventTime().toString())
                    .put("weight_digest", checkpoint.getWeightDigest())
                    .put("uri", checkpoint.getUri())
                    .put("weights_removed", checkpoint.getWeightsRemoved())
                    .put("held_back", heldBack(checkpoint));
            ObjectNode metrics = one.putObject("metrics");
            new TreeMap<>(checkpoint.getMetrics()).forEach(metrics::put);
            ModelVersion champion = champions.get(model.getLine());
            if (leads(model, champion)) {
                Champion appointment = (Champion) champion.getRecord();
                one.putObject("appointment")
                        .put("at", champion.getEventTime().toString())
                        .put("actor", appointment.getActor())
                        .put("reason", appointment.getReason())
                        .put("previous", appointment.getPrevious().orElse(null));
            }
        }
        return all;
    }
}
