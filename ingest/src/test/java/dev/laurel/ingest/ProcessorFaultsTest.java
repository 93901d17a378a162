package dev.laurel.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import dev.laurel.ingest.check.Checked;
import dev.laurel.ingest.pair.LedgerUpdate;
import dev.laurel.ingest.pair.PairSettings;
import dev.laurel.schema.DeadLetter;
import dev.laurel.schema.GeneratedResponse;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a record whose processing throws. */
class ProcessorFaultsTest {

    private static final byte[] KEY = "acme/p1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VALUE = {1, 2, 3};

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    static List<Throwable> unexpected() {
        return List.of(
                new IllegalArgumentException("secret"),
                new ArithmeticException("secret"),
                new StackOverflowError("secret"));
    }

    @ParameterizedTest
    @MethodSource("unexpected")
    void recordThatMeetsTheUnexpectedIsSetAsideAndCounted(Throwable fault) {
        process(response -> sneaky(fault));

        Record<? extends byte[], ?> letter = forwarded();
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat((byte[]) letter.value()).isEqualTo(VALUE);
        assertThat(DeadLetter.read(letter.headers()))
                .hasValue(new DeadLetter(
                        "value: met a " + fault.getClass().getName(), "UNEXPECTED", "responses.generated.v1", 2, 7));
        assertThat(meters.get("laurel.ingest.rejected")
                        .tag("reason", "UNEXPECTED")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void faultOfTheInfrastructureEndsTheThread() {
        assertThatThrownBy(() -> process(response -> sneaky(new TimeoutException("no answer"))))
                .isInstanceOf(TimeoutException.class);
        assertThat(context.forwarded()).isEmpty();
    }

    private void process(Function<GeneratedResponse, Checked<GeneratedResponse>> check) {
        InputTopic<GeneratedResponse> intake = new InputTopic<>(
                InputTopic.RESPONSES.topic(),
                InputTopic.RESPONSES.key(),
                InputTopic.RESPONSES.time(),
                InputTopic.RESPONSES.person(),
                check,
                check);
        LedgerLimits limits = new LedgerLimits(Duration.ofDays(1), Duration.ofDays(1), 1_000);
        context.setRecordMetadata("responses.generated.v1", 2, 7);
        PairProcessor<GeneratedResponse> processor = new PairProcessor<>(
                intake, LedgerUpdate::enter, PairSettings.DEFAULT, limits, new IngestMetrics(meters), chores -> {});
        processor.init(context);
        processor.process(
                new Record<>(KEY, new Received<>(Samples.response("a"), VALUE, VALUE), 1L, new RecordHeaders()));
    }

    private Record<? extends byte[], ?> forwarded() {
        assertThat(context.forwarded()).hasSize(1);
        return context.forwarded().get(0).record();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable, R> R sneaky(Throwable fault) throws T {
        throw (T) fault;
    }
}
