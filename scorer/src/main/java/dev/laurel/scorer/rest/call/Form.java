package dev.laurel.scorer.rest.call;

import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.rest.call.RequestScorer.Plan;
import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;

/** The form of one kind of client: which requests are in it, how they are read and answered, and how refusals are said. For many threads. */
public interface Form {

    /** Whether a body is a request in this form rather than in another of its route, by the fields that it has. */
    boolean is(JsonNode body);

    /** Reads a request with the versions that are active; throws {@link ProblemException} where it is wrong. */
    Plan<Response> plan(JsonNode body, Call call, Lease lease);

    Response refusal(ProblemException problem);
}
