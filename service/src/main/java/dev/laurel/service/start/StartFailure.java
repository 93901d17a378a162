package dev.laurel.service.start;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.service.problem.Traces;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;

/**
 * Why a service did not start.
 *
 * @param sentence for whoever started it
 * @param unexpected the failure without what it says, if it is one that nobody foresaw
 */
record StartFailure(String sentence, Optional<Throwable> unexpected) {

    private static final int DEEPEST = 20;
    private static final List<Class<? extends Throwable>> BUGS =
            List.of(NullPointerException.class, IndexOutOfBoundsException.class, ClassCastException.class, Error.class);

    static StartFailure of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        Throwable root = chain.get(chain.size() - 1);
        if (root instanceof ConfigurationException || root instanceof ConfigValidationException) {
            return foreseen(said(root));
        }
        if (root instanceof BindException) {
            return foreseen(said(root) + "; another process may listen there: quarkus.http.port chooses another port");
        }
        return chain.stream()
                .filter(StartFailure::isOurs)
                .findFirst()
                .map(ours -> foreseen(withRoot(said(ours), root)))
                .orElseGet(() -> new StartFailure(
                        "the service does not start: " + root.getClass().getSimpleName()
                                + ", which nobody foresaw; its place is above",
                        Optional.of(Traces.withoutMessages(failure))));
    }

    private static StartFailure foreseen(String sentence) {
        return new StartFailure(sentence, Optional.empty());
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = failure; each != null && chain.size() < DEEPEST; each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }

    /** Whether it was thrown where somebody wrote what is wrong. */
    private static boolean isOurs(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0
                && trace[0].getClassName().startsWith("dev.laurel.")
                && failure.getMessage() != null
                && (failure.getCause() == null
                        || !failure.getMessage().equals(failure.getCause().toString()))
                && BUGS.stream().noneMatch(bug -> bug.isInstance(failure));
    }

    private static String withRoot(String sentence, Throwable root) {
        String said = said(root);
        return sentence.contains(said) ? sentence : sentence + ": " + said;
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
