package dev.laurel.bench.selection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.laurel.bench.kit.StepBar;
import dev.laurel.bench.kit.TrialData;
import dev.laurel.command.console.InputFile;
import dev.laurel.command.console.Output;
import dev.laurel.reward.evaluate.HoldOut;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether best-of-N selects better answers than chance. */
@Command(
        name = "best-of-n",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets a scorer select among the answers to held-out prompts of a file of pairs that has a judge's score of each answer, and"
                        + " compares the scores of the selected answers with those of random ones and of the longest. Fails if a group is not"
                        + " selected from exactly once, or if the selected answers are not better than random ones.")
public final class BestOfNCommand implements Callable<Integer> {

    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description =
                    "Pairs in a form that \"${ROOT-COMMAND-NAME} import\" reads, with scores such as chosen_score and rejected_score.")
    private Path pairs;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description =
                    "A reward model that was not trained on the held-out prompts, such as one of \"${ROOT-COMMAND-NAME} train-file\".")
    private Path model;

    @Option(
            names = "--hold-out",
            paramLabel = "SHARE",
            defaultValue = "0.25",
            description = "As the model was trained with. Default: ${DEFAULT-VALUE}")
    private double holdOut;

    @Option(names = "--salt", defaultValue = "laurel", description = "Likewise. Default: ${DEFAULT-VALUE}")
    private String salt;

    @Mixin
    private TrialData data;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        InputFile.requireReadable(pairs);
        try (StepBar steps = StepBar.of("bench best-of-n", "steps", SelectionBench.STEPS)) {
            SelectionReport report =
                    new SelectionBench(pairs, model, new HoldOut(holdOut, salt), data.directory(), steps).run();
            return output.print(report);
        }
    }
}
