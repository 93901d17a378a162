package dev.laurel.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.laurel.client.Cluster;
import dev.laurel.client.TopicReader;
import dev.laurel.console.Progress;
import dev.laurel.offline.LoadedModel;
import dev.laurel.rescore.RescoreRequest;
import dev.laurel.rescore.RescoreSummary;
import dev.laurel.rescore.Rescoring;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.schema.Topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import me.tongfei.progressbar.ProgressBar;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores responses of the past again, with a version of choice. */
@Command(
        name = "rescore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Scores a stretch of responses.generated.v1 again with any announced version, in this process, into a topic of its own."
                        + " A run that was broken off goes on when it is asked for again.")
final class RescoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private Connection connection;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            required = true,
            description = "earliest, a time (2026-11-25T08:00:00Z), or PARTITION:OFFSET,... for single partitions.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "WHERE",
            defaultValue = "latest",
            description = "The same; not included. Default: ${DEFAULT-VALUE}")
    private String to;

    @Option(names = "--line", defaultValue = "default", description = "The model line. Default: ${DEFAULT-VALUE}")
    private String line;

    @Option(names = "--version", required = true, description = "The version of that line.")
    private int version;

    @Option(names = "--topic", required = true, description = "Where the rewards go; created if it is not there.")
    private String topic;

    @Option(names = "--tenant", split = ",", description = "Responses of these tenants only.")
    private Set<String> tenants = Set.of();

    @Option(names = "--task", split = ",", description = "Responses of these tasks only.")
    private Set<String> tasks = Set.of();

    @Mixin
    private EngineChoice engine;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        RescoreRequest request;
        try {
            request = new RescoreRequest(line, version, from, to, tenants, tasks, topic);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
        Cluster cluster = connection.open();
        Checkpoint checkpoint = checkpoint(cluster);
        RescoreSummary summary;
        try (LoadedModel loaded = LoadedModel.load(Path.of(URI.create(checkpoint.getUri())), engine.options());
                ProgressBar bar = Progress.bar("rescoring", "offsets", -1)) {
            if (!loaded.model().weightDigest().equals(checkpoint.getWeightDigest())) {
                throw new CommandException(checkpoint.getUri() + " holds weights of the digest "
                        + loaded.model().weightDigest() + " where " + checkpoint.getWeightDigest() + " was announced");
            }
            summary = new Rescoring(cluster, request, checkpoint, loaded.model(), Clock.systemUTC())
                    .run(bar::maxHint, bar::stepTo);
        } catch (RegistryUnavailableException | TimeoutException e) {
            throw e;
        } catch (KafkaException | IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
        print(summary);
        return summary.scored() + summary.before() == 0 ? Exit.FAILED : Exit.OK;
    }

    private Checkpoint checkpoint(Cluster cluster) {
        return new TopicReader(cluster)
                .readAll(Topics.MODELS).stream()
                        .map(record -> record.value())
                        .filter(model -> model != null
                                && model.getLine().equals(line)
                                && model.getVersion() == version
                                && model.getRecord() instanceof Checkpoint)
                        .map(ModelVersion::getRecord)
                        .map(Checkpoint.class::cast)
                        .reduce((first, last) -> last)
                        .orElseThrow(() -> new CommandException("version " + version + " of line " + line
                                + " was never announced; \"laurel models\" lists those that were"));
    }

    private void print(RescoreSummary summary) {
        if (json) {
            ObjectNode all = new ObjectMapper()
                    .createObjectNode()
                    .put("topic", topic)
                    .put("scored", summary.scored())
                    .put("of_others", summary.leftOut())
                    .put("offsets_before", summary.before());
            summary.otherwise().forEach(all.putObject("without_reward")::put);
            System.out.println(all.toPrettyString());
            return;
        }
        System.out.printf(
                "%,d responses scored by version %d of line %s into %s%n", summary.scored(), version, line, topic);
        if (summary.before() > 0) {
            System.out.printf("%,10d  offsets were done by an earlier run%n", summary.before());
        }
        if (summary.leftOut() > 0) {
            System.out.printf("%,10d  are of other tenants or tasks%n", summary.leftOut());
        }
        summary.otherwise().forEach((reason, count) -> System.out.printf("%,10d  %s%n", count, reason));
    }
}
