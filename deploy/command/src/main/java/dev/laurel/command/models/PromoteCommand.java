package dev.laurel.command.models;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a version the champion, over the gate's head. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description =
                "Makes a stored version the champion of its line, whatever the gate decided. Scorers change over at once.")
public final class PromoteCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "VERSION",
            description = "The version's number, as \"${ROOT-COMMAND-NAME} models\" lists it.")
    private int version;

    @Mixin
    private Decider decider;

    @Override
    public Integer call() {
        return decider.decide((trainer, line, reason, actor) -> trainer.promote(line, version, reason, actor));
    }
}
