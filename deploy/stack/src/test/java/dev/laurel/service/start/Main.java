package dev.laurel.service.start;

import dev.laurel.stack.StandInService;

/** Stands in for the main class of Laurel's services. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        StandInService.main(arguments);
    }
}
