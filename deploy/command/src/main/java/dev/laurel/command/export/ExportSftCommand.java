package dev.laurel.command.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;

import dev.laurel.command.client.Cluster;
import dev.laurel.command.client.TopicReader;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Count;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.OutputFile;
import dev.laurel.command.option.Connection;
import dev.laurel.command.option.ScopeChoice;
import dev.laurel.schema.Topics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the selected answers as samples for supervised fine-tuning. */
@Command(
        name = "export-sft",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes the answers that best-of-N selected as JSON Lines of \"messages\", for supervised fine-tuning.")
public final class ExportSftCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private Connection connection;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Written anew; gzipped if the name ends in .gz. Default: standard output")
    private Optional<Path> out;

    @Mixin
    private ScopeChoice scope;

    @Option(names = "--min-reward", paramLabel = "REWARD", description = "Least reward, on the reference scale.")
    private Double minReward;

    @Option(names = "--min-margin", paramLabel = "MARGIN", description = "Least lead over the next candidate.")
    private Double minMargin;

    @Option(names = "--complete", description = "Only of groups whose candidates had all come.")
    private boolean completeOnly;

    @Option(
            names = "--best",
            paramLabel = "K",
            defaultValue = "1",
            description = "At most so many answers of a group. Default: ${DEFAULT-VALUE}")
    private int best;

    @Option(
            names = "--origin",
            description =
                    "Also write prompt_id, group_id, response_id, generator, normalized_reward, margin, model_line.")
    private boolean origin;

    @Override
    public Integer call() throws IOException {
        out.ifPresent(OutputFile::requireWritable);
        SftSamples samples = new SftSamples(filter(), origin);
        Cluster cluster = connection.open();
        long[] counts = new long[2];
        try (PrintWriter writer = writer()) {
            new TopicReader(cluster).read(Topics.SELECTED, record -> {
                counts[0]++;
                samples.of(record.value()).forEach(row -> {
                    counts[1]++;
                    writer.print(row + "\n"); // the same on every system
                });
            });
            writer.flush();
            if (writer.checkError()) {
                throw new CommandException("the samples could not be written");
            }
        }
        command.commandLine().getErr().println(told(counts[1], counts[0]));
        return counts[1] == 0 ? Exit.FAILED : Exit.OK;
    }

    /** What came of it; where nothing was to be chosen from, how that comes about. */
    static String told(long samples, long groups) {
        String count = Count.of(samples, "sample") + " of " + Count.of(groups, "group");
        return groups > 0
                ? count
                : count
                        + "; answers to one prompt are chosen from where they come with the same group_id (and group_size), and a group"
                        + " ends with its last answer or after laurel.scorer.best-of-n.timeout";
    }

    private SftFilter filter() {
        try {
            return new SftFilter(scope.scope(), optional(minReward), optional(minMargin), completeOnly, best);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private static OptionalDouble optional(Double number) {
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    private PrintWriter writer() throws IOException {
        if (out.isEmpty()) {
            return new PrintWriter(new UnclosedOut(), false, StandardCharsets.UTF_8);
        }
        OutputStream file = Files.newOutputStream(out.get());
        boolean gzip = out.get().toString().endsWith(".gz");
        return new PrintWriter(gzip ? new GZIPOutputStream(file) : file, false, StandardCharsets.UTF_8);
    }

    /** Standard output, which outlives a writer on it. */
    private static final class UnclosedOut extends java.io.FilterOutputStream {

        UnclosedOut() {
            super(System.out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
