package dev.laurel.command.agreement;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.command.agreement.TaskAgreement.Subject;
import dev.laurel.command.client.TopicReader;
import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.console.OutputFile;
import dev.laurel.command.console.Progress;
import dev.laurel.command.option.Connection;
import dev.laurel.command.option.ScopeChoice;
import dev.laurel.schema.Topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how far those who judge the same answers agree. */
@Command(
        name = "agreement",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says how far those who judged the same answers agree, for each tenant and task, and how far each of them agrees with the rest:"
                    + " Krippendorff's alpha, where 1 is full agreement, 0 is chance, and below 0 is opposition.",
            "Reads the whole feedback topic."
        })
public final class AgreementCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Mixin
    private ScopeChoice scope;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description =
                    "Also writes it as gauges in Prometheus' text format, for the node exporter's textfile collector.")
    private Optional<Path> metrics;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        metrics.ifPresent(OutputFile::requireWritable);
        FeedbackAgreement feedback = new FeedbackAgreement(scope.scope());
        long unreadable;
        try (ProgressBar bar = Progress.bar(Topics.FEEDBACK.name(), "records", -1)) {
            unreadable = new TopicReader(connection.open())
                    .scan(
                            Topics.FEEDBACK,
                            Optional.empty(),
                            (at, of) -> bar.maxHint(of).stepTo(at),
                            record -> feedback.take(record.value()));
        }
        Map<Subject, TaskAgreement> byTask = feedback.byTask();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode tasks = json.putArray("tasks");
        byTask.forEach((subject, agreement) -> tasks.add(agreement.json(subject)));
        json.put("unnamed", feedback.unnamed()).put("unreadable", unreadable);
        metrics.ifPresent(file -> AgreementMetrics.write(file, json));
        output.print(json, () -> AgreementText.of(json));
        return byTask.isEmpty() ? Exit.FAILED : Exit.OK;
    }
}
