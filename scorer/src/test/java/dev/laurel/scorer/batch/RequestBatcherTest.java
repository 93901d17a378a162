package dev.laurel.scorer.batch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.laurel.scorer.batch.RequestBatcher.Piece;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.watch.HttpMetrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

class RequestBatcherTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BUDGET = 100;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RequestBatcher batcher = new RequestBatcher(Duration.ZERO, 1_000, new HttpMetrics(meters));
    private final FakeJudge judge = new FakeJudge(BUDGET);
    private final AtomicInteger left = new AtomicInteger();

    @AfterEach
    void close() {
        judge.let(1_000);
        batcher.close();
    }

    @Test
    void answersInTheOrderOfThePieces() {
        judge.let(10);

        CompletableFuture<List<Judgement>> answer = submit(judge, 60, 1, 2, 3);

        assertThat(answer)
                .succeedsWithin(LIMIT)
                .isEqualTo(List.of(FakeJudge.reward(1, 60), FakeJudge.reward(2, 60), FakeJudge.reward(3, 60)));
        assertThat(judge.batches()).containsExactly(List.of(1), List.of(2), List.of(3)); // two are above the budget
    }

    @Test
    void scoresTogetherWhatGatheredWhileABatchWasScored() throws Exception {
        CompletableFuture<List<Judgement>> first = submit(judge, 10, 1);
        judge.awaitBatch();
        List<CompletableFuture<List<Judgement>>> others = IntStream.rangeClosed(2, 12)
                .mapToObj(id -> submit(judge, 10, id))
                .toList();

        judge.let(3);

        assertThat(first).succeedsWithin(LIMIT);
        others.forEach(other -> assertThat(other).succeedsWithin(LIMIT));
        assertThat(judge.batches()).containsExactly(List.of(1), List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11), List.of(12));
        assertThat(meters.get("laurel.scorer.http.batch.responses").summary().max())
                .isEqualTo(10);
        assertThat(meters.get("laurel.scorer.http.batch.tokens").summary().totalAmount())
                .isEqualTo(120);
        assertThat(meters.get("laurel.scorer.http.queue.wait").timer().count()).isEqualTo(12);
    }

    @Test
    void holdsAFirstPieceBackForOthersUntilTheBatchIsFull() {
        judge.let(10);
        try (RequestBatcher patient = new RequestBatcher(Duration.ofHours(1), 1_000, new HttpMetrics(meters))) {
            List<CompletableFuture<List<Judgement>>> answers = IntStream.rangeClosed(1, 10)
                    .mapToObj(id -> patient.submit(pieces(judge, 10, id), left::incrementAndGet))
                    .toList();

            answers.forEach(answer -> assertThat(answer).succeedsWithin(LIMIT));
        }
        assertThat(judge.batches()).containsExactly(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    @Test
    void aSmallRequestDoesNotWaitForAllOfALargeOne() throws Exception {
        submit(judge, 10, 1);
        judge.awaitBatch();
        CompletableFuture<List<Judgement>> large = submit(judge, 50, 11, 12, 13, 14, 15, 16);
        CompletableFuture<List<Judgement>> small = submit(judge, 10, 2);

        judge.let(2);

        assertThat(small).succeedsWithin(LIMIT);
        judge.awaitBatch();
        judge.awaitBatch();
        assertThat(judge.batches()).startsWith(List.of(1), List.of(11, 2), List.of(12, 13));
        judge.let(5);
        assertThat(large).succeedsWithin(LIMIT).asInstanceOf(LIST).hasSize(6);
    }

    @Test
    void oneBatchIsScoredByOneVersion() throws Exception {
        FakeJudge other = new FakeJudge(BUDGET).let(10);
        submit(judge, 10, 1);
        judge.awaitBatch();
        CompletableFuture<List<Judgement>> mixed = batcher.submit(
                List.of(piece(judge, 2, 10), piece(other, 3, 10), piece(judge, 4, 10)), left::incrementAndGet);
        CompletableFuture<List<Judgement>> plain = submit(other, 10, 5, 6);

        judge.let(10);

        assertThat(mixed)
                .succeedsWithin(LIMIT)
                .asInstanceOf(LIST)
                .containsExactly(FakeJudge.reward(2, 10), FakeJudge.reward(3, 10), FakeJudge.reward(4, 10));
        assertThat(plain).succeedsWithin(LIMIT).asInstanceOf(LIST).hasSize(2);
        assertThat(other.batches().stream().flatMap(List::stream)).containsExactlyInAnyOrder(3, 5, 6);
        assertThat(judge.batches().stream().flatMap(List::stream)).containsExactlyInAnyOrder(1, 2, 4);
    }

    @Test
    void refusesWhatIsAboveTheBoundAndSaysWhenToComeBack() throws Exception {
        submit(judge, 100, 1);
        judge.awaitBatch();
        submit(judge, 100, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        assertThatThrownBy(() -> submit(judge, 101, 99).join())
                .hasCauseInstanceOf(QueueFullException.class)
                .hasMessageContaining("900 tokens wait");
        batcher.requireRoom();
        CompletableFuture<List<Judgement>> last = submit(judge, 100, 11);
        assertThatThrownBy(batcher::requireRoom)
                .isInstanceOfSatisfying(QueueFullException.class, full -> assertThat(full.retryAfter())
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(1)));

        judge.let(11);

        assertThat(last).succeedsWithin(LIMIT);
        assertThat(judge.batches()).doesNotContain(List.of(99));
        batcher.requireRoom();
        await().atMost(LIMIT).until(() -> left.get() == 4);
    }

    @Test
    void takesARequestAboveTheBoundWhenNothingWaits() {
        judge.let(100);

        assertThat(submit(judge, 300, 1, 2, 3, 4)).succeedsWithin(LIMIT);
    }

    @Test
    void doesNotScoreWhatNobodyWaitsForAnyMore() throws Exception {
        submit(judge, 10, 1);
        judge.awaitBatch();
        CompletableFuture<List<Judgement>> gone = submit(judge, 60, 2, 3);
        CompletableFuture<List<Judgement>> there = submit(judge, 10, 4);

        gone.cancel(false);

        assertThat(left).hasValue(1); // its version is let go at once
        assertThat(meters.get("laurel.scorer.http.queued.tokens").gauge().value())
                .isEqualTo(10);
        judge.let(2);
        assertThat(there).succeedsWithin(LIMIT);
        assertThat(judge.batches()).containsExactly(List.of(1), List.of(4));
    }

    @Test
    void keepsTheVersionOfARequestThatIsGivenUpInTheMiddleOfItsBatch() throws Exception {
        CompletableFuture<List<Judgement>> gone = submit(judge, 10, 1);
        judge.awaitBatch();

        gone.cancel(false);

        assertThat(left).hasValue(0);
        judge.let(1);
        await().atMost(LIMIT).until(() -> left.get() == 1);
    }

    @Test
    void anEngineThatFailsFailsItsBatchOnly() throws Exception {
        CompletableFuture<List<Judgement>> failing = submit(judge, 60, 1, 2);
        judge.awaitBatch();
        judge.breakDown();
        FakeJudge sound = new FakeJudge(BUDGET).let(1);
        CompletableFuture<List<Judgement>> other = submit(sound, 10, 3);

        judge.let(2);

        assertThatThrownBy(failing::join).hasRootCauseMessage("engine broken");
        assertThat(other).succeedsWithin(LIMIT);
        assertThat(judge.batches()).containsExactly(List.of(1)); // its second piece is not tried
        await().atMost(LIMIT).until(() -> left.get() == 2);
    }

    @Test
    void anEmptyRequestIsAnsweredAtOnce() {
        assertThat(submit(judge, 10)).isCompletedWithValue(List.of());
        assertThat(left).hasValue(1);
    }

    @Test
    void cancelsWhatWaitsWhenItEnds() throws Exception {
        CompletableFuture<List<Judgement>> inBatch = submit(judge, 10, 1);
        judge.awaitBatch();
        CompletableFuture<List<Judgement>> waiting = submit(judge, 10, 2);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(batcher::close);

        assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
        judge.let(1);

        assertThat(inBatch).succeedsWithin(LIMIT);
        assertThat(closing).succeedsWithin(LIMIT);
        assertThatThrownBy(() -> submit(judge, 10, 3).join()).isInstanceOf(CancellationException.class);
        assertThat(left).hasValue(3);
    }

    private CompletableFuture<List<Judgement>> submit(FakeJudge judge, int length, int... ids) {
        return batcher.submit(pieces(judge, length, ids), left::incrementAndGet);
    }

    private static List<Piece> pieces(FakeJudge judge, int length, int... ids) {
        return IntStream.of(ids).mapToObj(id -> piece(judge, id, length)).toList();
    }

    private static Piece piece(FakeJudge judge, int id, int length) {
        return new Piece(judge, FakeJudge.sequence(id, length));
    }
}
