package dev.laurel.trainer.rest;

import java.io.IOException;

import dev.laurel.service.problem.Problem;
import dev.laurel.service.problem.Traces;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.publish.LineTakenOverException;
import dev.laurel.trainer.publish.TamperedException;
import dev.laurel.trainer.train.TooFewPairsException;
import dev.laurel.trainer.train.TrainingFailedException;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.apache.kafka.common.KafkaException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trainer's own exceptions as problems. */
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ServerExceptionMapper
    Response refused(RefusedException e) {
        return switch (e.kind()) {
            case UNKNOWN -> problem(Status.NOT_FOUND, e);
            case CONFLICT -> problem(Status.CONFLICT, e);
        };
    }

    @ServerExceptionMapper({
        TrainingFailedException.class,
        TooFewPairsException.class,
        TamperedException.class,
        LineTakenOverException.class
    })
    Response conflict(Exception e) {
        return problem(Status.CONFLICT, e);
    }

    @ServerExceptionMapper
    Response invalid(IllegalArgumentException e) {
        return problem(Status.BAD_REQUEST, e);
    }

    @ServerExceptionMapper
    Response unavailable(KafkaException e) {
        return problem(Status.SERVICE_UNAVAILABLE, e);
    }

    @ServerExceptionMapper
    Response notRead(IOException e) {
        boolean quotes = e instanceof JsonProcessingException; // what it could not read
        LOG.error("request failed", quotes ? Traces.withoutMessages(e) : e);
        return problem(Status.INTERNAL_SERVER_ERROR, "the store did not answer as it should; the log says why");
    }

    private static Response problem(Status status, Exception failure) {
        return problem(status, failure.getMessage());
    }

    private static Response problem(Status status, String detail) {
        return Problem.of(status.getStatusCode(), detail).response();
    }
}
