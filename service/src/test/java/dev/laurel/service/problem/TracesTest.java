package dev.laurel.service.problem;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TracesTest {

    @Test
    void namesTypesAndPlacesAndNoText() {
        Exception failure = new IllegalStateException("secret", new RuntimeException("said in confidence"));
        failure.addSuppressed(new RuntimeException("kept to myself"));

        String trace = printed(Traces.withoutMessages(failure));

        assertThat(trace)
                .contains("java.lang.IllegalStateException", "java.lang.RuntimeException", "TracesTest")
                .doesNotContain("secret", "confidence", "myself");
    }

    @Test
    void endsWhereCausesGoRound() {
        Exception first = new RuntimeException();
        Exception second = new RuntimeException(first);
        first.initCause(second);

        assertThat(printed(Traces.withoutMessages(first))).contains("RuntimeException");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
