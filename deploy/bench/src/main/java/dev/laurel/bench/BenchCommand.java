package dev.laurel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.laurel.bench.attack.AttackCommand;
import dev.laurel.bench.crash.CrashCommand;
import dev.laurel.bench.gate.GateCommand;
import dev.laurel.bench.http.HttpBenchCommand;
import dev.laurel.bench.http.IngestHttpCommand;
import dev.laurel.bench.ingest.IngestCrashCommand;
import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.NetworkShape;
import dev.laurel.bench.ledger.LedgerCommand;
import dev.laurel.bench.overhead.OverheadCommand;
import dev.laurel.bench.scorer.ScorerCrashCommand;
import dev.laurel.bench.scorer.ScorerSoakCommand;
import dev.laurel.bench.scorer.ScorerSwapsCommand;
import dev.laurel.bench.scorer.StreamBenchCommand;
import dev.laurel.bench.selection.BestOfNCommand;
import dev.laurel.bench.soak.SoakCommand;
import dev.laurel.bench.speed.Bench;
import dev.laurel.bench.speed.BenchOptions;
import dev.laurel.bench.speed.BenchOptions.Part;
import dev.laurel.bench.speed.BenchReport;
import dev.laurel.bench.windows.WindowsCommand;
import dev.laurel.command.console.CommandException;
import dev.laurel.command.console.Output;
import dev.laurel.command.option.EngineChoice;
import dev.laurel.reward.engine.Engine;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how fast the reward model is on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures forward passes and training steps beside a matrix product of the same run, packed against padded batches,"
                        + " bfloat16 against float32, and peak memory.",
        subcommands = {
            HttpBenchCommand.class,
            AttackCommand.class,
            IngestCrashCommand.class,
            IngestHttpCommand.class,
            LedgerCommand.class,
            SoakCommand.class,
            CrashCommand.class,
            WindowsCommand.class,
            GateCommand.class,
            OverheadCommand.class,
            StreamBenchCommand.class,
            ScorerCrashCommand.class,
            ScorerSwapsCommand.class,
            ScorerSoakCommand.class,
            BestOfNCommand.class
        })
final class BenchCommand implements Callable<Integer> {

    private static final int SEED = 1;
    private static final int CEILING_ON_GPU = 8192;
    private static final int CEILING_ON_CPU = 2048;

    @Spec
    private CommandSpec command;

    /** Either of them. */
    static final class Subject {
        @Option(
                names = "--shape",
                description = "Random weights of a Qwen2 shape: 27m, starter, tiny or qwen2-0.5b. Default: 27m")
        private String shape = "27m";

        @Option(names = "--model", paramLabel = "DIR", description = "A model directory instead.")
        private Path model;
    }

    @ArgGroup
    private Subject subject = new Subject();

    @Mixin
    private EngineChoice engineChoice;

    @Option(
            names = "--rounds",
            defaultValue = "7",
            description = "Rounds of the speed measurements; the median counts. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--sequences",
            defaultValue = "16",
            description =
                    "Sequences of a forward pass; a training step has half as many pairs. Default: ${DEFAULT-VALUE}")
    private int sequences;

    @Option(
            names = "--length",
            defaultValue = "256",
            description = "Tokens of each sequence. Default: ${DEFAULT-VALUE}")
    private int length;

    @Option(
            names = "--ceiling",
            paramLabel = "SIZE",
            description = "Rows and columns of the matrix product. Default: " + CEILING_ON_CPU + ", on a GPU "
                    + CEILING_ON_GPU)
    private Integer ceiling;

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description =
                    "Real pairs whose lengths are batched, in any form that \"${ROOT-COMMAND-NAME} import\" reads. Default: a formula's")
    private Path pairs;

    @Option(
            names = "--mix-pairs",
            defaultValue = "32",
            description = "How many pairs are batched. Default: ${DEFAULT-VALUE}")
    private int mixPairs;

    @Option(
            names = "--mix-rounds",
            defaultValue = "1",
            description = "How often all of them are batched. Default: ${DEFAULT-VALUE}")
    private int mixRounds;

    @Option(
            names = "--cut",
            paramLabel = "TOKENS",
            defaultValue = "2048",
            description = "Their longest sequence. Default: ${DEFAULT-VALUE}")
    private int cut;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Measure these parts only: ${COMPLETION-CANDIDATES}.")
    private List<Part> only = List.of();

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (pairs != null && !Files.isReadable(pairs)) {
            throw new CommandException("cannot read " + pairs);
        }
        try (Engine engine = engineChoice.start()) {
            BenchReport report = run(engine, options(engine));
            return output.print(report);
        }
    }

    private BenchOptions options(Engine engine) {
        Set<Part> parts = only.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
        return new BenchOptions(
                parts,
                rounds,
                sequences,
                length,
                ceiling != null ? ceiling : engine.onGpu() ? CEILING_ON_GPU : CEILING_ON_CPU,
                Optional.ofNullable(pairs),
                mixPairs,
                mixRounds,
                cut);
    }

    private BenchReport run(Engine engine, BenchOptions options) throws IOException {
        try (BenchModel model = model();
                BenchProgress progress = new BenchProgress(command.commandLine().getErr())) {
            return new Bench(engine, model, options, progress).run();
        }
    }

    private BenchModel model() {
        return subject.model != null
                ? BenchModel.at(subject.model)
                : BenchModel.random(NetworkShape.named(subject.shape), SEED, cut);
    }
}
