package dev.laurel.command.console;

/**
 * What the command was called as, such as {@code deploy/laurel}, for hints that name it. Its script says so; texts of
 * picocli's annotations take it from {@code ${ROOT-COMMAND-NAME}}.
 */
public final class CalledAs {

    private static final String PROPERTY = "laurel.called-as";

    private CalledAs() {}

    public static String name() {
        return System.getProperty(PROPERTY, "laurel");
    }

    /** The command line that passes {@code arguments}. */
    public static String with(String arguments) {
        return name() + " " + arguments;
    }
}
