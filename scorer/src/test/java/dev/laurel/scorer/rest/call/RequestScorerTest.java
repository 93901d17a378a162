package dev.laurel.scorer.rest.call;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import dev.laurel.scorer.batch.FakeJudge;
import dev.laurel.scorer.batch.QueueFullException;
import dev.laurel.scorer.batch.RequestBatcher;
import dev.laurel.scorer.batch.RequestBatcher.Piece;
import dev.laurel.scorer.live.Judgement;
import dev.laurel.scorer.live.LiveModels;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.RequestScorer.Reading;
import dev.laurel.scorer.watch.HttpMetrics;
import dev.laurel.scorer.watch.ScorerMetrics;
import dev.laurel.service.problem.ProblemException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class RequestScorerTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpMetrics metrics = new HttpMetrics(meters);
    private final FakeJudge judge = new FakeJudge(100);
    private final LiveModels models = new LiveModels(new ScorerMetrics(meters), Clock.systemUTC());
    private final RequestBatcher batcher = new RequestBatcher(Duration.ZERO, 1_000, metrics);
    private final RequestScorer scorer = new RequestScorer(models, batcher, 1, 2, metrics);

    @AfterEach
    void close() {
        judge.let(1_000);
        scorer.close();
        batcher.close();
    }

    @Test
    void answersWithWhatTheJudgementsMakeOfTheRequest() {
        judge.let(1);

        assertThat(scorer.score(LONG, reading(7))).succeedsWithin(LIMIT).isEqualTo(List.of(FakeJudge.reward(7, 10)));
    }

    @Test
    void aPassedDeadlineIsAnsweredThoughTheModelIsBusyAndItsWorkIsNotScored() throws Exception {
        CompletableFuture<List<Judgement>> busy = scorer.score(LONG, reading(1));
        judge.awaitBatch();

        CompletableFuture<List<Judgement>> late = scorer.score(Duration.ofMillis(20), reading(2));

        assertThat(late).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(TimeoutException.class);
        CompletableFuture<List<Judgement>> next = scorer.score(LONG, reading(3));
        judge.let(2);
        assertThat(busy).succeedsWithin(LIMIT);
        assertThat(next).succeedsWithin(LIMIT);
        assertThat(judge.batches()).containsExactly(List.of(1), List.of(3));
        assertThat(meters.counter("laurel.scorer.http.deadlines").count()).isEqualTo(1);
    }

    @Test
    void aRequestWhoseDeadlinePassesBeforeItIsReadIsNotRead() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        scorer.score(LONG, held(hold));

        CompletableFuture<List<Judgement>> late = scorer.score(Duration.ofMillis(20), reading(2));

        assertThat(late).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(TimeoutException.class);
        judge.let(10);
        hold.countDown();
        assertThat(scorer.score(LONG, reading(3))).succeedsWithin(LIMIT);
        assertThat(judge.batches().stream().flatMap(List::stream)).doesNotContain(2);
    }

    @Test
    void aRequestWhoseClientIsGoneIsNotScored() throws Exception {
        scorer.score(LONG, reading(1));
        judge.awaitBatch();
        CompletableFuture<List<Judgement>> gone = scorer.score(LONG, reading(2));
        await().atMost(LIMIT).until(() -> queuedTokens() == 10);

        gone.cancel(false);

        assertThat(queuedTokens()).isZero();
        judge.let(10);
        assertThat(scorer.score(LONG, reading(3))).succeedsWithin(LIMIT);
        assertThat(judge.batches().stream().flatMap(List::stream)).doesNotContain(2);
        assertThat(meters.counter("laurel.scorer.http.cancelled").count()).isEqualTo(1);
    }

    @Test
    void refusesRequestsBeforeTheyAreReadWhileTooManyTokensWait() throws Exception {
        scorer.score(LONG, reading(1));
        judge.awaitBatch();
        scorer.score(LONG, lease -> plan(IntStream.range(10, 110).toArray()));
        await().atMost(LIMIT).until(() -> queuedTokens() == 1_000);

        CompletableFuture<List<Judgement>> refused = scorer.score(LONG, lease -> {
            throw new AssertionError("read");
        });

        assertThatThrownBy(refused::join).hasCauseInstanceOf(QueueFullException.class);
        assertThat(meters.counter("laurel.scorer.http.refused").count()).isEqualTo(1);
        ProblemException problem = Refusals.of(failure(refused));
        assertThat(problem.getResponse().getStatus()).isEqualTo(503);
        assertThat(problem.getResponse().getHeaderString("Retry-After")).matches("[1-9]\\d*");
    }

    @Test
    void refusesRequestsWhileTooManyWaitToBeRead() {
        CountDownLatch hold = new CountDownLatch(1);
        List<CompletableFuture<List<Judgement>>> answers = IntStream.range(0, 4)
                .mapToObj(i -> scorer.score(LONG, held(hold)))
                .toList(); // one is being read, two wait

        assertThatThrownBy(answers.get(3)::join).hasCauseInstanceOf(QueueFullException.class);
        judge.let(10);
        hold.countDown();
        assertThat(answers.get(2)).succeedsWithin(LIMIT);
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        ProblemException problem = Refusals.invalid(3, "response", "response is blank");

        assertThat(scorer.score(LONG, lease -> {
                    throw problem;
                }))
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withCause(problem);
    }

    @Test
    void anEngineThatFailsIsNoInternalErrorOfTheService() {
        judge.breakDown();
        judge.let(1);
        CompletableFuture<List<Judgement>> answer = scorer.score(LONG, reading(1));

        assertThat(Refusals.of(failure(answer)).getResponse().getStatus()).isEqualTo(503);
    }

    @Test
    void refusesWorkOnceItEnds() {
        scorer.close();

        assertThatThrownBy(() -> scorer.score(LONG, reading(1)).join()).isInstanceOf(CancellationException.class);
    }

    private static Throwable failure(CompletableFuture<?> answer) {
        return answer.handle((done, error) -> error).join();
    }

    private Reading<List<Judgement>> reading(int id) {
        return lease -> plan(id);
    }

    private Reading<List<Judgement>> held(CountDownLatch hold) {
        return lease -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return plan(1);
        };
    }

    private Plan<List<Judgement>> plan(int... ids) {
        List<Piece> pieces = IntStream.of(ids)
                .mapToObj(id -> new Piece(judge, FakeJudge.sequence(id, 10)))
                .toList();
        return new Plan<>(pieces, judgements -> judgements);
    }

    private double queuedTokens() {
        return meters.get("laurel.scorer.http.queued.tokens").gauge().value();
    }
}
