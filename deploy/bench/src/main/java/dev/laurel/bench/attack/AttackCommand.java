package dev.laurel.bench.attack;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.laurel.bench.kit.BenchModel;
import dev.laurel.bench.kit.NetworkShape;
import dev.laurel.bench.kit.StepBar;
import dev.laurel.bench.kit.TrialData;
import dev.laurel.command.console.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that no record and no request stops ingest or scorer. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Attacks a local stack of its own: malformed and extreme requests and records, slow connections, huge texts, a broker that"
                        + " stands still. Fails where a service ends, errs or keeps others waiting, where a record is lost, and where the text of a"
                        + " conversation is in a log.")
public final class AttackCommand implements Callable<Integer> {

    private static final int MAX_TOKENS = 256;

    @Option(names = "--cases", defaultValue = "100000", description = "Requests and records. Default: ${DEFAULT-VALUE}")
    private int cases;

    @Option(names = "--connections", defaultValue = "300", description = "Slow ones. Default: ${DEFAULT-VALUE}")
    private int connections;

    @Option(
            names = "--requests",
            defaultValue = "300",
            description = "Beside four texts of 8 MB. Default: ${DEFAULT-VALUE}")
    private int requests;

    @Option(names = "--pauses", defaultValue = "10", description = "Of the broker. Default: ${DEFAULT-VALUE}")
    private int pauses;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long each lasts. Default: ${DEFAULT-VALUE}")
    private long pause;

    @Mixin
    private TrialData data;

    @Option(names = "--seed", defaultValue = "1", description = "Decides the cases. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        AttackOptions options = new AttackOptions(
                cases, pauses, Duration.ofSeconds(pause), connections, requests, data.directory(), seed);
        AttackReport report;
        try (BenchModel model = BenchModel.random(NetworkShape.TINY, 1, MAX_TOKENS);
                StepBar steps = StepBar.of("bench attack", "steps", Attack.steps(options))) {
            report = new Attack(options, model.dir(), steps::next).run();
        }
        return output.print(report);
    }
}
