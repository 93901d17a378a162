package dev.laurel.bench.ledger;

import java.util.concurrent.Callable;

import dev.laurel.bench.kit.StepBar;
import dev.laurel.command.console.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code laurel bench ledger}. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures what feedback costs ingest on a local stack of its own: on one prompt beside many, and beside a bare exactly-once"
                        + " stream. Fails where one hot prompt costs more than twice as much.")
public final class LedgerCommand implements Callable<Integer> {

    private static final int STEPS = 9;

    @Option(names = "--events", defaultValue = "10000", description = "Of each workload. Default: ${DEFAULT-VALUE}")
    private int events;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        LedgerReport report;
        try (StepBar steps = StepBar.of("bench ledger", "workloads", STEPS)) {
            report = new LedgerBench(events, steps::next).run();
        }
        return output.print(report);
    }
}
