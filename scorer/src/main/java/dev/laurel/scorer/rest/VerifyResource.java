package dev.laurel.scorer.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import dev.laurel.schema.Verdict;
import dev.laurel.scorer.ScorerConfig;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.rest.call.Answers;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.verdict.Policies;
import dev.laurel.scorer.verdict.Verifier;
import dev.laurel.scorer.watch.HttpMetrics;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * {@code POST /v1/verify}: what is to become of a response before a user sees it. There is an answer within the deadline: if the response is not scored by
 * then, the policy's fallback.
 */
@Path("/v1/verify")
public class VerifyResource {

    private static final int MAX_BYTES = 1 << 20; // read on the server's own thread, which others need

    private final RequestScorer scorer;
    private final Lines lines;
    private final Policies policies;
    private final HttpMetrics metrics;
    private final Duration deadline;
    private final Clock clock = Clock.systemUTC();

    public VerifyResource(
            RequestScorer scorer, Lines lines, Policies policies, HttpMetrics metrics, ScorerConfig config) {
        this.scorer = scorer;
        this.lines = lines;
        this.policies = policies;
        this.metrics = metrics;
        this.deadline = config.http().verifyDeadline();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> verify(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        Duration within = Call.of(headers, uri, clock.instant()).within(deadline);
        if (body != null && body.length > MAX_BYTES) {
            throw Refusals.tooMany("a body of " + body.length + " bytes where " + MAX_BYTES + " are taken");
        }
        Verifier verifier = policies.verifier();
        VerifyItem item = VerifyItem.read(Body.object(body), lines, verifier);
        CompletableFuture<Response> answer = scorer.score(within, lease -> plan(item, verifier, lease));
        return Answers.of(
                answer,
                failure -> failure instanceof TimeoutException
                        ? tooLate(item, within)
                        : Refusals.of(failure).getResponse());
    }

    private Plan<Response> plan(VerifyItem item, Verifier verifier, Lease lease) {
        ItemPlan plan = ItemPlan.of(List.of(item::item), lease).requireAll();
        return new Plan<>(plan.pieces(), judgements -> {
            ScoreReply scored = plan.replies(judgements).get(0);
            Verdict verdict = scored.score().answerUnread()
                    ? Verifier.unread(item.policy())
                    : verifier.verify(item.tenant(), item.task(), scored.score().normalizedReward(), item.attempt())
                            .orElseThrow();
            return reply(verdict, VerifyReply.of(verdict, scored));
        });
    }

    private Response tooLate(VerifyItem item, Duration within) {
        Verdict verdict = Verifier.tooLate(item.policy(), within.toMillis());
        return reply(verdict, VerifyReply.withoutScore(item.item().responseId(), verdict));
    }

    private Response reply(Verdict verdict, VerifyReply reply) {
        metrics.verdict(verdict.getPolicy(), verdict.getDecision().name());
        return Response.ok(reply, MediaType.APPLICATION_JSON).build();
    }
}
