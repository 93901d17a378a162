package dev.laurel.command.importing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.InputFile;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.Connection;
import dev.laurel.forms.record.ImportOptions;
import dev.laurel.gates.Gates;
import dev.laurel.schema.ActorKind;
import dev.laurel.stack.Plain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a file of preference pairs as feedback events, or of answers as generated responses. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Publishes a JSONL file (.gz too) of preference pairs as feedback events. The form is found out: chosen and"
                        + " rejected as chat messages, as texts with or without a prompt, as HH transcripts, or ShareGPT.")
public final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "JSON Lines, plain or gzipped.")
    private Path file;

    @Option(names = "--responses", description = "The file holds answers to be scored, not pairs.")
    private boolean responses;

    @Option(names = "--check", description = "Read and count only; publish nothing.")
    private boolean check;

    @Option(
            names = "--dry-run",
            description =
                    "As --check, and tell how many rows each gate would hold back and how much personal data would be"
                            + " replaced.")
    private boolean dryRun;

    @Option(
            names = "--gates",
            paramLabel = "FILE",
            description = "With --dry-run: ingest's properties, of which laurel.ingest.gates.TASK.KEY are read.")
    private Path gatesFile;

    @Option(
            names = "--gate",
            paramLabel = "KEY=VALUE",
            description =
                    "With --dry-run: a gate of the task, as near-equal=0.9 or replace=email,phone; may be repeated.")
    private Map<String, String> gates = Map.of();

    @Option(names = "--tenant", defaultValue = "default", description = "Default: ${DEFAULT-VALUE}")
    private String tenant;

    @Option(names = "--task", defaultValue = "default", description = "Default: ${DEFAULT-VALUE}")
    private String task;

    @Option(
            names = "--system",
            defaultValue = "import",
            description = "The system that recorded the feedback. Default: ${DEFAULT-VALUE}")
    private String system;

    @Option(
            names = "--actor",
            defaultValue = "UNKNOWN",
            description = "Who judged: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private ActorKind actor;

    @Option(
            names = "--ignore",
            paramLabel = "NAME",
            split = ",",
            description = "Fields that are no part of what was asked; read as if no row had them.")
    private Set<String> ignored = Set.of();

    @Mixin
    private Connection connection;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        InputFile.requireReadable(file);
        ImportOptions options;
        try {
            options = ImportOptions.DEFAULTS
                    .tenant(tenant)
                    .task(task)
                    .system(system)
                    .actor(actor)
                    .ignoring(ignored);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
        Optional<DryRun> trial = trial();
        ImportSummary summary;
        try (FileProgress progress =
                FileProgress.of(String.valueOf(file.getFileName()), Files.size(file), Long.MAX_VALUE)) {
            summary = trial.isPresent()
                    ? Importer.readPairs(file, options, progress, trial.get()::take)
                    : run(options, progress);
        } catch (PublishException e) {
            throw new CommandException(e.getMessage(), e);
        }
        ObjectNode json = summary.toJson();
        trial.ifPresent(gated -> json.set("gates", gated.toJson()));
        output.print(json, () -> summary.render() + trial.map(DryRun::render).orElse(""));
        return summary.exitCode();
    }

    private Optional<DryRun> trial() {
        if (!dryRun) {
            if (gatesFile != null || !gates.isEmpty()) {
                throw new CommandException(
                        "--gates and --gate are for --dry-run; what is published meets ingest's own gates");
            }
            return Optional.empty();
        }
        if (responses) {
            throw new CommandException("--dry-run is for pairs; answers meet no gates");
        }
        Properties properties = new Properties();
        if (gatesFile != null) {
            try (Reader reader = Files.newBufferedReader(gatesFile)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new CommandException("cannot read --gates: " + Plain.reason(e), e);
            } catch (IllegalArgumentException e) { // of an escape
                throw new CommandException("--gates is no file of properties: " + e.getMessage(), e);
            }
        }
        gates.forEach((key, value) -> properties.setProperty(Gates.PREFIX + task + "." + key, value));
        try {
            return Optional.of(new DryRun(Gates.read(properties)));
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private ImportSummary run(ImportOptions options, Consumer<ImportProgress> progress) throws IOException {
        if (check) {
            return responses
                    ? Importer.readResponses(file, options, progress, response -> {})
                    : Importer.readPairs(file, options, progress, event -> {});
        }
        Cluster cluster = connection.open();
        Importer importer = new Importer(cluster.kafka(), cluster.registry(), Clock.systemUTC());
        return responses
                ? importer.importResponses(file, options, progress)
                : importer.importPairs(file, options, progress);
    }
}
