package dev.laurel.command;

import java.io.PrintWriter;
import java.io.StringWriter;

import picocli.CommandLine;

/** Runs the {@code laurel} command inside the test. */
public final class Shell {

    /** What a command said, and its exit code. */
    public record Ended(int exit, String out, String err) {}

    private Shell() {}

    public static Ended run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Laurel.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exit = command.execute(words);
        return new Ended(exit, out.toString(), err.toString());
    }
}
