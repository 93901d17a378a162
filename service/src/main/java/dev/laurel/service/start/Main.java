package dev.laurel.service.start;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs a service. One that does not start says why in a sentence, the last thing it writes, and ends with a code that is not 0. */
@QuarkusMain
public final class Main {

    private static final Class<? extends QuarkusApplication> UNTIL_IT_IS_ENDED = null;

    private Main() {}

    public static void main(String[] arguments) {
        Quarkus.run(UNTIL_IT_IS_ENDED, Main::ended, arguments);
    }

    private static void ended(int code, Throwable failure) {
        if (failure != null) {
            StartFailure why = StartFailure.of(failure);
            why.unexpected().ifPresent(Throwable::printStackTrace);
            System.err.println("Error: " + why.sentence());
            System.err.flush();
        } else if (LaunchMode.current().isDev()) {
            return; // a source has changed, and the same JVM starts the service again
        }
        System.exit(code);
    }
}
