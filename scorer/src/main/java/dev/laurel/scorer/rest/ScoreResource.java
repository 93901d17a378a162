package dev.laurel.scorer.rest;

import java.time.Clock;
import java.time.Duration;

import dev.laurel.scorer.ScorerConfig;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.rest.call.Answers;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.FormDispatcher;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.RequestScorer;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.scorer.rest.sglang.SglangScore;
import dev.laurel.scorer.rest.vllm.VllmScore;

import com.fasterxml.jackson.databind.ObjectMapper;
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
 * {@code POST /v1/score}: rewards for one response, an array of them, or one on each line; the reply has the form of the request. vLLM and SGLang have
 * score APIs of other forms on the same path, which are told by their fields.
 */
@Path("/v1/score")
public class ScoreResource {

    private final RequestScorer scorer;
    private final FormDispatcher calls;
    private final Duration deadline;
    private final ScoreForm own;
    private final ScoreLines lineByLine;
    private final Form vllm;
    private final Form sglang;
    private final Clock clock = Clock.systemUTC();

    public ScoreResource(
            RequestScorer scorer, Lines lines, ModelNames names, ObjectMapper mapper, ScorerConfig config) {
        this.scorer = scorer;
        this.deadline = config.http().deadline();
        this.calls = new FormDispatcher(scorer, deadline);
        int most = config.http().maxResponses();
        this.own = new ScoreForm(lines, most);
        this.lineByLine = new ScoreLines(own, mapper);
        this.vllm = new VllmScore(new Scoring(names, most));
        this.sglang = new SglangScore(new Scoring(names, most));
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, ScoreLines.NDJSON})
    @Produces({MediaType.APPLICATION_JSON, ScoreLines.NDJSON})
    public Uni<Response> score(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        Call call = Call.of(headers, uri, clock.instant());
        return MediaType.valueOf(ScoreLines.NDJSON).isCompatible(headers.getMediaType())
                ? Answers.of(scorer.score(call.within(deadline), lease -> lineByLine.plan(body, lease)))
                : calls.answer(call, body, own, vllm, sglang);
    }
}
