package dev.laurel.command.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.laurel.command.console.Exit;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.EngineChoice;
import dev.laurel.command.option.RowsFile;
import dev.laurel.reward.evaluate.HoldOut;
import dev.laurel.reward.text.FormattingRule;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fine-tunes a reward model on a file of pairs, without Kafka and services. */
@Command(
        name = "train-file",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Fine-tunes a reward model on a JSONL file (.gz too) of preference pairs, in any form that \"${ROOT-COMMAND-NAME} import\" reads,"
                        + " without Kafka and services. Prompts held out are judged on before and after; then it reports.")
public final class TrainFileCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RowsFile rows;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            defaultValue = FileTraining.STARTER,
            description =
                    "A Hugging Face directory, for sequence classification or a causal language model, which gets a reward head; or a PEFT"
                            + " adapter. Default: ${DEFAULT-VALUE}, the shipped model of 4.5 million random weights")
    private String model;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the trained model goes, an adapter merged into it: a new or empty directory.")
    private Optional<Path> out;

    @Option(
            names = "--adapter-out",
            paramLabel = "DIR",
            description = "Where the adapter alone goes, in PEFT's format: a new or empty directory.")
    private Optional<Path> adapterOut;

    @Option(
            names = "--hold-out",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the prompts that are judged on and never trained on. Default: ${DEFAULT-VALUE}")
    private double holdOut;

    @Option(
            names = "--salt",
            defaultValue = "laurel",
            description =
                    "Decides which prompts are held out, by the rule of the trainer, whose salt it is too. Default: ${DEFAULT-VALUE}")
    private String salt;

    @Option(
            names = "--max-tokens",
            description =
                    "Longest sequence in tokens; saved with the model. Default: as the model has it, 256 for the starter")
    private Optional<Integer> maxTokens;

    @Option(
            names = "--formatting",
            description =
                    "Whose rules for the end marker and for long text: openrlhf or trl; saved with the model. Default: as the model has it")
    private Optional<FormattingRule> formatting;

    @Mixin
    private TrainingArguments training;

    @Mixin
    private EngineChoice engine;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        rows.requireReadable();
        TrainingReport report = task().run();
        output.print(report.json(), report::text);
        return Exit.OK;
    }

    private FileTraining task() {
        try {
            return new FileTraining(
                    rows.file(),
                    rows.most(),
                    model,
                    new Formatting(formatting, maxTokens),
                    new Outputs(out, adapterOut),
                    new HoldOut(holdOut, salt),
                    training.options(!model.equals(FileTraining.STARTER)),
                    training.severalJudges(),
                    engine.options());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
