package dev.laurel.command.models;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes back to the champion before. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description =
                "Makes the version that the champion replaced the champion again. The pairs learned since are offered to the next window.")
public final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private Decider decider;

    @Override
    public Integer call() {
        return decider.decide((trainer, line, reason, actor) -> trainer.rollback(line, reason, actor));
    }
}
