package dev.laurel.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.run.Trigger;
import dev.laurel.trainer.run.WindowRun;
import dev.laurel.trainer.run.WindowRun.Result;
import dev.laurel.trainer.run.WindowRuns;
import dev.laurel.trainer.train.Progress;
import dev.laurel.trainer.train.Progress.State;
import dev.laurel.trainer.train.WindowCancelledException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A window that people have ended is no version, today or after a crash, and its pairs are offered again. */
class CancelledWindowsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path store;

    @Test
    void windowThatWaitsEndsAtOnce() throws Exception {
        Lab lab = new Lab("cancel-waiting", store);
        CompletableFuture<Void> deviceIsFree = new CompletableFuture<>();
        try (Lines lines = lines(lab)) {
            lines.afterwards(deviceIsFree::join);
            Progress waiting = lines.line("cancel-waiting").train(Optional.empty(), Trigger.REQUEST);
            assertThat(waiting.state()).isEqualTo(State.WAITING);

            Progress cancelled = lines.line("cancel-waiting").cancel(Optional.of(waiting.id()));

            assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
            assertThat(lines.line("cancel-waiting").cancel(Optional.of(waiting.id())))
                    .isEqualTo(cancelled);
            Progress next = lines.line("cancel-waiting").train(Optional.empty(), Trigger.REQUEST);
            deviceIsFree.complete(null);
            WindowRun ended = ended(lines, "cancel-waiting");
            assertThat(ended.progress().id()).isEqualTo(next.id());
            assertThat(ended.result()).contains(Result.TOO_FEW_PAIRS);
        }
    }

    @Test
    void windowThatTrainsEndsAtItsNextStep() throws Exception {
        Lab lab = new Lab("cancel-training", store);
        lab.publish(Pairs.polite(0, 60));
        CompletableFuture<Void> engineIsFree = new CompletableFuture<>();
        Thread blocker = new Thread(() -> Lab.ENGINE.call(step -> engineIsFree.join()));
        try (Lines lines = lines(lab)) {
            blocker.start();
            lines.line("cancel-training").train(Optional.empty(), Trigger.REQUEST);
            await().atMost(PATIENCE).ignoreExceptions().until(this::hasPlan);

            Progress cancelling = lines.line("cancel-training").cancel(Optional.empty());

            assertThat(cancelling.cancelling()).isTrue();
            assertThat(lines.line("cancel-training").cancel(Optional.empty()).cancelling())
                    .isTrue();
            engineIsFree.complete(null);
            WindowRun ended = ended(lines, "cancel-training");
            assertThat(ended.result()).contains(Result.CANCELLED);
            assertThat(ended.progress().error()).isEmpty();
            assertNothingLeft("cancel-training");
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> lines.line("cancel-training").cancel(Optional.empty()))
                    .withMessage("line cancel-training has no window running; there is none to cancel");
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> lines.line("cancel-training").cancel(Optional.of("20260101")))
                    .matches(refused -> refused.kind() == RefusedException.Kind.UNKNOWN);
            lines.line("cancel-training").train(Optional.empty(), Trigger.REQUEST);
            WindowRun next = ended(lines, "cancel-training");
            assertThat(next.result()).contains(Result.PROMOTED);
            assertThat(next.progress().pairs()).isBetween(30, 60);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> lines.line("cancel-training")
                            .cancel(Optional.of(next.progress().id())))
                    .withMessageContaining("cannot be cancelled, it is done");
        }
    }

    @Test
    void windowEndsAtEveryStage() throws Exception {
        Lab lab = new Lab("cancel-stages", store).savingEveryStep();
        lab.publish(Pairs.polite(0, 60));
        List<Predicate<Progress>> stages = List.of(
                progress -> progress.state() == State.READING,
                progress -> progress.state() == State.ENCODING,
                progress -> progress.counted().map(so -> so.done() == 30).orElse(false),
                progress -> progress.state() == State.TRAINING,
                progress -> progress.step() == 2,
                progress -> progress.state() == State.EVALUATING);
        for (Predicate<Progress> stage : stages) {
            assertThatExceptionOfType(WindowCancelledException.class)
                    .isThrownBy(() -> lab.trainer().window(Optional.empty(), cancelling(lab, stage)));

            assertNothingLeft("cancel-stages");
        }
        assertThat(lab.trainer().window(Optional.empty(), change -> {}).version())
                .isEqualTo(1);
    }

    /** The process dies after the cancellation was promised and before it was done. */
    @Test
    void cancelledWindowIsNotGoneOnWithAfterACrash() throws Exception {
        Lab lab = new Lab("cancel-crash", store).savingEveryStep();
        lab.publish(Pairs.polite(0, 60));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> lab.trainer().window(Optional.empty(), killing(progress -> progress.step() == 2)));
        assertThat(lab.trainer().recover()).isTrue();
        lab.versions().store().cancel("20260101T000000.000Z");

        try (Lines lines = lines(lab)) {
            assertThat(lines.line("cancel-crash").runs().windows()).isEmpty();
        }
        assertNothingLeft("cancel-crash");
    }

    @Test
    void windowThatIsBeingPublishedIsNotCancelled() throws Exception {
        Lab lab = new Lab("cancel-late", store);
        WindowRuns runs = new WindowRuns(lab.trainer());
        runs.begin("late", Trigger.REQUEST, Instant.now(), List.of());
        runs.start("late");
        runs.update(progress -> progress.training(1, 1, 0, 1).evaluating().publishing());

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> runs.cancel(Optional.empty(), Instant.now()))
                .withMessage("window late of line cancel-late cannot be cancelled, it is publishing");
        assertNothingLeft("cancel-late");
    }

    private static Consumer<UnaryOperator<Progress>> cancelling(Lab lab, Predicate<Progress> when) {
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.reading("w", "line"));
        return change -> {
            if (when.test(progress.updateAndGet(change))) {
                try {
                    lab.versions().store().cancel("w");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                throw new WindowCancelledException();
            }
        };
    }

    private static Consumer<UnaryOperator<Progress>> killing(Predicate<Progress> when) {
        AtomicReference<Progress> progress = new AtomicReference<>(Progress.reading("w", "line"));
        return change -> {
            if (when.test(progress.updateAndGet(change))) {
                throw new IllegalStateException("killed");
            }
        };
    }

    private boolean hasPlan() throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve("cancel-training"))) {
            return files.anyMatch(file -> file.endsWith("plan.json"));
        }
    }

    private void assertNothingLeft(String line) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve(line))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    private static WindowRun ended(Lines lines, String line) {
        return await().atMost(PATIENCE)
                .until(() -> lines.line(line).runs().windows().get(0), window -> window.endedAt()
                        .isPresent());
    }

    private static Lines lines(Lab lab) throws Exception {
        Clock clock = Clock.systemUTC();
        Lines lines = new Lines(List.of(lab.trainer()), new TrainerMetrics(new SimpleMeterRegistry(), clock), clock);
        lines.recover();
        return lines;
    }
}
