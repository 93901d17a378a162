package dev.laurel.scorer.rest;

import java.time.Clock;

import dev.laurel.scorer.ScorerConfig;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.FormDispatcher;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.RequestScorer;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.scorer.rest.sglang.SglangClassify;
import dev.laurel.scorer.rest.tei.TeiPredict;
import dev.laurel.scorer.rest.tei.TeiRerank;
import dev.laurel.scorer.rest.vllm.Embeddings;
import dev.laurel.scorer.rest.vllm.Tokenize;
import dev.laurel.scorer.rest.vllm.VllmClassify;
import dev.laurel.scorer.rest.vllm.VllmPooling;
import dev.laurel.scorer.rest.vllm.VllmRerank;
import dev.laurel.scorer.rest.vllm.VllmScore;

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
 * Routes where clients of other systems look for rewards, and the forms in which each can be called: vLLM's, SGLang's, and that of text-embeddings-inference
 * (TEI). Answers and errors have the form of the request.
 */
@Path("/")
@Consumes(MediaType.WILDCARD) // what is no JSON is refused in the form of the route
@Produces(MediaType.APPLICATION_JSON)
public class ClientRoutes {

    private final FormDispatcher calls;
    private final Clock clock = Clock.systemUTC();

    private final Form classify;
    private final Form sglangClassify;
    private final Form pooling;
    private final Form embeddings;
    private final Form tokenize;
    private final Form score;
    private final Form rerank;
    private final Form teiRerank;
    private final Form predict;

    public ClientRoutes(RequestScorer scorer, ModelNames names, ScorerConfig config) {
        this.calls = new FormDispatcher(scorer, config.http().deadline());
        Scoring scoring = new Scoring(names, config.http().maxResponses());
        classify = new VllmClassify(scoring);
        sglangClassify = new SglangClassify(scoring);
        pooling = new VllmPooling(scoring);
        embeddings = new Embeddings(scoring);
        tokenize = new Tokenize(names);
        score = new VllmScore(scoring);
        rerank = new VllmRerank(scoring);
        teiRerank = new TeiRerank(scoring);
        predict = new TeiPredict(scoring);
    }

    @POST
    @Path("classify")
    public Uni<Response> classify(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return calls.answer(call(headers, uri), body, classify, sglangClassify);
    }

    @POST
    @Path("v1/classify")
    public Uni<Response> classifyV1(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return classify(headers, uri, body);
    }

    @POST
    @Path("pooling")
    public Uni<Response> pooling(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return calls.answer(call(headers, uri), body, pooling);
    }

    @POST
    @Path("v1/embeddings")
    public Uni<Response> embeddings(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return calls.answer(call(headers, uri), body, embeddings);
    }

    @POST
    @Path("tokenize")
    public Uni<Response> tokenize(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return calls.answer(call(headers, uri), body, tokenize);
    }

    @POST
    @Path("score")
    public Uni<Response> score(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return calls.answer(call(headers, uri), body, score);
    }

    @POST
    @Path("rerank")
    public Uni<Response> rerank(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return calls.answer(call(headers, uri), body, rerank, teiRerank);
    }

    @POST
    @Path("v1/rerank")
    public Uni<Response> rerankV1(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return rerank(headers, uri, body);
    }

    @POST
    @Path("v2/rerank")
    public Uni<Response> rerankV2(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return rerank(headers, uri, body);
    }

    @POST
    @Path("predict")
    public Uni<Response> predict(@Context HttpHeaders headers, @Context UriInfo uri, byte[] body) {
        return calls.answer(call(headers, uri), body, predict);
    }

    private Call call(HttpHeaders headers, UriInfo uri) {
        return Call.of(headers, uri, clock.instant());
    }
}
