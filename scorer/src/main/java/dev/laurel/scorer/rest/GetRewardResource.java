package dev.laurel.scorer.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.laurel.reward.text.TokenSequence;
import dev.laurel.schema.accept.Names;
import dev.laurel.schema.accept.Shown;
import dev.laurel.schema.accept.Texts;
import dev.laurel.scorer.ScorerConfig;
import dev.laurel.scorer.batch.RequestBatcher.Piece;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.scorer.rest.call.Answers;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Encoding;
import dev.laurel.scorer.rest.call.ModelNames;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * {@code POST /get_reward}: the remote reward model of OpenRLHF. Each text of {@code query} is scored as it is, template and end marker included by who
 * sends it; {@code prompts} tell whether anything of a cut text's answer was read; {@code labels} come along and are not needed. What OpenRLHF's client cannot put into the body is a query parameter of the
 * URL that it is given: the line, and whether rewards are normalised.
 */
@Path("/get_reward")
public class GetRewardResource {

    private final RequestScorer scorer;
    private final ModelNames names;
    private final int maxResponses;
    private final Duration deadline;
    private final Clock clock = Clock.systemUTC();

    public GetRewardResource(RequestScorer scorer, ModelNames names, ScorerConfig config) {
        this.scorer = scorer;
        this.names = names;
        this.maxResponses = config.http().maxResponses();
        this.deadline = config.http().getRewardDeadline();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> getReward(
            @QueryParam("line") String line,
            @QueryParam("normalize") @DefaultValue("false") String normalize,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            byte[] body) {
        Duration within = Call.of(headers, uri, clock.instant()).within(deadline);
        boolean normalized = normalized(normalize);
        return Answers.of(scorer.score(within, lease -> plan(body, Optional.ofNullable(line), normalized, lease)));
    }

    private static boolean normalized(String parameter) {
        return switch (parameter) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Refusals.badParameter("normalize", "normalize must be true or false, not " + Shown.of(parameter));
        };
    }

    private Plan<Response> plan(byte[] body, Optional<String> line, boolean normalize, Lease lease) {
        JsonNode request = Body.object(body);
        List<String> texts = texts(request.path("query"));
        if (texts.size() > maxResponses) {
            throw Refusals.tooMany(texts.size() + " texts where one request may have " + maxResponses);
        }
        LiveModel model = model(line, lease);
        List<Piece> pieces = Encoding.pieces(model, sequences(model, texts, request.path("prompts")));
        return new Plan<>(pieces, judgements -> Response.ok(
                        GetRewardReply.of(Encoding.rewards(judgements), normalize), MediaType.APPLICATION_JSON)
                .build());
    }

    /** The texts' tokens; where a text is cut, its prompt says whether anything of the answer is left. */
    private static List<TokenSequence> sequences(LiveModel model, List<String> texts, JsonNode prompts) {
        List<TokenSequence> sequences = new ArrayList<>(model.text().encodeAllRaw(texts));
        for (int i = 0; i < sequences.size(); i++) {
            String prompt = prompts.path(i).asText();
            if (sequences.get(i).truncated()
                    && !prompt.isEmpty()
                    && texts.get(i).startsWith(prompt)) {
                int[] ids = model.text().firstIds(List.of(prompt), false).get(0);
                boolean unread = ids.length >= model.maxTokens();
                sequences.set(i, new TokenSequence(sequences.get(i).ids(), true, unread));
            }
        }
        return sequences;
    }

    /** A text alone is a list of one, as it is for OpenRLHF's server. */
    private static List<String> texts(JsonNode query) {
        if (query.isTextual()) {
            return List.of(text(0, query));
        }
        if (!query.isArray()) {
            throw Refusals.badParameter(
                    "query",
                    query.isMissingNode()
                            ? "query is missing"
                            : "query must be an array of texts, not " + query.getNodeType());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : query) {
            texts.add(text(texts.size(), text));
        }
        return texts;
    }

    private static String text(int index, JsonNode text) {
        if (!text.isTextual()) {
            throw Refusals.invalid(index, "query[" + index + "]", "must be a text, not " + text.getNodeType());
        }
        if (text.textValue().isEmpty()) {
            throw Refusals.unscorable(index, "an empty text");
        }
        Texts.problem(text.textValue()).ifPresent(problem -> {
            String place = "query[" + index + "]";
            throw Refusals.unacceptable(index, place, place + " " + problem);
        });
        return text.textValue();
    }

    private LiveModel model(Optional<String> name, Lease lease) {
        name.flatMap(Names::problem).ifPresent(problem -> {
            throw Refusals.unacceptable(null, "line", "line " + problem);
        });
        if (name.isPresent() && names.lines().named(name.get()).isEmpty()) {
            throw Refusals.noLine(null, "line", names.lines().unknown(name.get()));
        }
        if (name.isEmpty() && names.usual().isEmpty()) {
            throw Refusals.noLine(null, "line", "no line serves tenant and task \"default\": name one, ?line=NAME");
        }
        return names.model(name, lease);
    }
}
