package dev.laurel.command.rescore;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.client.TopicReader;
import dev.laurel.command.console.CalledAs;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Count;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.console.Progress;
import dev.laurel.command.offline.LoadedModel;
import dev.laurel.command.option.Connection;
import dev.laurel.command.option.EngineChoice;
import dev.laurel.command.option.LineName;
import dev.laurel.command.option.ObjectStoreChoice;
import dev.laurel.command.option.ScopeChoice;
import dev.laurel.schema.Checkpoint;
import dev.laurel.schema.ModelVersion;
import dev.laurel.schema.RegistryUnavailableException;
import dev.laurel.schema.Topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
        sortOptions = false,
        description =
                "Scores a stretch of responses.generated.v1 again with any announced version, in this process, into a topic of its own."
                        + " A run that was broken off goes on when it is asked for again.")
public final class RescoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    /** Of its own: --version is something else here. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

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

    @Mixin
    private LineName line;

    @Option(names = "--version", required = true, description = "The version of that line.")
    private int version;

    @Option(names = "--topic", required = true, description = "Where the rewards go; created if it is not there.")
    private String topic;

    @Mixin
    private ScopeChoice scope;

    @Mixin
    private ObjectStoreChoice objects;

    @Mixin
    private EngineChoice engine;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        RescoreRequest request;
        try {
            request = new RescoreRequest(line.get(), version, from, to, scope.scope(), topic);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
        Cluster cluster = connection.open();
        Checkpoint checkpoint = checkpoint(cluster);
        RescoreSummary summary;
        try (CheckpointDirectory directory = CheckpointDirectory.of(checkpoint, objects.access());
                LoadedModel loaded = LoadedModel.load(directory.path(), engine.options());
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
        output.print(json(summary), () -> text(summary));
        return summary.scored() + summary.before() == 0 ? Exit.FAILED : Exit.OK;
    }

    private Checkpoint checkpoint(Cluster cluster) {
        return new TopicReader(cluster)
                .readAll(Topics.MODELS).stream()
                        .map(record -> record.value())
                        .filter(model -> model != null
                                && model.getLine().equals(line.get())
                                && model.getVersion() == version
                                && model.getRecord() instanceof Checkpoint)
                        .map(ModelVersion::getRecord)
                        .map(Checkpoint.class::cast)
                        .reduce((first, last) -> last)
                        .orElseThrow(() -> new CommandException("version " + version + " of line " + line.get()
                                + " was never announced; \"" + CalledAs.with("models") + "\" lists those that were"));
    }

    private ObjectNode json(RescoreSummary summary) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("scored", summary.scored())
                .put("of_others", summary.leftOut())
                .put("offsets_before", summary.before());
        summary.otherwise().forEach(json.putObject("without_reward")::put);
        return json;
    }

    private String text(RescoreSummary summary) {
        StringBuilder text = new StringBuilder("%s scored by version %d of line %s into %s%n"
                .formatted(Count.of(summary.scored(), "response"), version, line.get(), topic));
        if (summary.before() > 0) {
            text.append("%,10d  offsets were done by an earlier run%n".formatted(summary.before()));
        }
        if (summary.leftOut() > 0) {
            text.append("%,10d  are of other tenants or tasks%n".formatted(summary.leftOut()));
        }
        summary.otherwise().forEach((reason, count) -> text.append("%,10d  %s%n".formatted(count, reason)));
        return text.toString();
    }
}
