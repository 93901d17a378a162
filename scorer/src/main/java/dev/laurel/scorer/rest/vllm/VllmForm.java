package dev.laurel.scorer.rest.vllm;

import dev.laurel.scorer.rest.call.Form;
import dev.laurel.service.problem.ProblemException;

import jakarta.ws.rs.core.Response;

/** A form of vLLM's, whose refusals all have the form of OpenAI's. */
interface VllmForm extends Form {

    @Override
    default Response refusal(ProblemException problem) {
        return VllmError.of(problem);
    }
}
