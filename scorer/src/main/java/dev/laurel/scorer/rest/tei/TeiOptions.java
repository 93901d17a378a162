package dev.laurel.scorer.rest.tei;

import java.util.Optional;

import dev.laurel.scorer.rest.call.Fields;
import dev.laurel.scorer.rest.call.OutputActivation;
import dev.laurel.scorer.rest.call.Refusals;
import dev.laurel.scorer.rest.call.Truncation;
import dev.laurel.scorer.rest.call.Truncation.Side;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What requests to text-embeddings-inference have in common. They name no model; where one does all the same, it means what it means elsewhere.
 *
 * @param activation a logistic function of the raw reward, unless raw scores are asked for
 */
record TeiOptions(Optional<String> model, OutputActivation activation, Truncation truncation) {

    private static final String ADVICE = "set truncate to have it cut";

    static TeiOptions read(JsonNode json) {
        Side side = Fields.text(json, "truncation_direction")
                .map(given -> switch (given) {
                    case "Left", "left" -> Side.LEFT;
                    case "Right", "right" -> Side.RIGHT;
                    default ->
                        throw Refusals.badParameter(
                                "truncation_direction", "truncation_direction must be \"Left\" or \"Right\"");
                })
                .orElse(Side.RIGHT);
        return new TeiOptions(
                Fields.name(json, "model"),
                Fields.flag(json, "raw_scores", false) ? OutputActivation.NONE : OutputActivation.LOGISTIC,
                Fields.flag(json, "truncate", false)
                        ? new Truncation(Optional.of(-1), Optional.of(side), ADVICE)
                        : Truncation.none(ADVICE));
    }
}
