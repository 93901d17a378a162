package dev.laurel.scorer.rest.call;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.laurel.service.problem.ProblemException;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;

/** Answers requests on routes that have more than one form: each in its own, refusals included. For many threads. */
public final class FormDispatcher {

    private final RequestScorer scorer;
    private final Duration deadline;

    /**
     * Answers by {@code scorer}.
     *
     * @param deadline of requests that name none
     */
    public FormDispatcher(RequestScorer scorer, Duration deadline) {
        this.scorer = scorer;
        this.deadline = deadline;
    }

    /**
     * The answer to a request.
     *
     * @param usual the form of what is in none of the others, and of what cannot be read
     */
    public Uni<Response> answer(Call call, byte[] body, Form usual, Form... others) {
        AtomicReference<Form> form = new AtomicReference<>(usual);
        try {
            call.requireJson();
            return Answers.of(
                    scorer.score(call.within(deadline), lease -> {
                        JsonNode json = Body.json(body);
                        List.of(others).stream()
                                .filter(other -> other.is(json))
                                .findFirst()
                                .ifPresent(form::set);
                        return form.get().plan(json, call, lease);
                    }),
                    failure -> form.get().refusal(Refusals.of(failure)));
        } catch (ProblemException e) {
            return Uni.createFrom().item(usual.refusal(e));
        }
    }
}
