package dev.laurel.scorer.rest.tei;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import dev.laurel.scorer.live.Judgement.Reward;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.Body;
import dev.laurel.scorer.rest.call.Call;
import dev.laurel.scorer.rest.call.Form;
import dev.laurel.scorer.rest.call.Input;
import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Pairs;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.scorer.rest.call.Scoring;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;

/**
 * TEI's predict: a text is scored as it is; a pair of texts is a prompt and an answer, formatted as the model was trained. Its {@code inputs} are a text,
 * one pair as an array of two texts, or a batch: an array of arrays of one text or of two.
 */
public record TeiPredict(Scoring scoring) implements Form {

    /** One class's number, of which a reward model has one. */
    public record Prediction(double score, String label) {}

    /** The name transformers gives the class of a model that has one. */
    private static final String LABEL = "LABEL_0";

    @Override
    public boolean is(JsonNode body) {
        return body.has("inputs");
    }

    @Override
    public Plan<Response> plan(JsonNode body, Call call, Lease lease) {
        TeiOptions options = TeiOptions.read(Body.object(body));
        JsonNode inputs = body.path("inputs");
        boolean batch = inputs.path(0).isArray();
        return scoring.plan(
                lease,
                options.model(),
                "inputs",
                batch ? batch(inputs) : one(inputs),
                options.truncation(),
                (model, rewards) -> batch
                        ? rewards.stream()
                                .map(reward -> predictions(reward, options.activation()))
                                .toList()
                        : predictions(rewards.get(0), options.activation()));
    }

    private Input one(JsonNode inputs) {
        if (inputs.isTextual()) {
            return Input.read("inputs", inputs, true);
        }
        if (!inputs.isArray()) {
            throw Refusals.badParameter(
                    "inputs", "inputs must be a text, a pair of texts, or a batch of such in arrays");
        }
        return input("inputs", row("inputs", inputs));
    }

    private Input batch(JsonNode inputs) {
        if (inputs.size() > scoring.most()) {
            throw Refusals.tooMany(inputs.size() + " inputs where one request may have " + scoring.most());
        }
        List<Input> rows = new ArrayList<>();
        for (JsonNode each : inputs) {
            String place = "inputs[" + rows.size() + "]";
            rows.add(input(place, row(place, each)));
        }
        return new Input.Many(rows);
    }

    private Input input(String place, List<String> row) {
        return row.size() == 1
                ? new Input.Texts(place, row, true)
                : Pairs.of(place + "[0]", row.subList(0, 1), place + "[1]", row.subList(1, 2), scoring.most());
    }

    private static List<String> row(String place, JsonNode row) {
        if (!row.isArray()
                || row.isEmpty()
                || row.size() > 2
                || !StreamSupport.stream(row.spliterator(), false).allMatch(JsonNode::isTextual)) {
            throw Refusals.badParameter(place, place + " must be an array of one text or of two");
        }
        return Pairs.texts(place, row);
    }

    private static List<Prediction> predictions(Reward reward, OutputActivation activation) {
        return List.of(new Prediction(activation.of(reward), LABEL));
    }

    @Override
    public Response refusal(ProblemException problem) {
        return TeiError.of(problem);
    }
}
