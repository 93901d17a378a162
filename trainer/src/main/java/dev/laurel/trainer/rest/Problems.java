package dev.laurel.trainer.rest;

import java.io.IOException;

import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.publish.LineTakenOverException;
import dev.laurel.trainer.publish.TamperedException;
import dev.laurel.trainer.train.TooFewPairsException;
import dev.laurel.trainer.train.TrainingFailedException;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.apache.kafka.common.KafkaException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exceptions as problems. */
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ServerExceptionMapper
    Response refused(RefusedException e) {
        return switch (e.kind()) {
            case UNKNOWN -> Problem.response(Status.NOT_FOUND, e.getMessage());
            case CONFLICT -> Problem.response(Status.CONFLICT, e.getMessage());
        };
    }

    @ServerExceptionMapper
    Response failed(TrainingFailedException e) {
        return Problem.response(Status.CONFLICT, e.getMessage());
    }

    @ServerExceptionMapper
    Response tooFew(TooFewPairsException e) {
        return Problem.response(Status.CONFLICT, e.getMessage());
    }

    @ServerExceptionMapper
    Response tampered(TamperedException e) {
        return Problem.response(Status.CONFLICT, e.getMessage());
    }

    @ServerExceptionMapper
    Response takenOver(LineTakenOverException e) {
        return Problem.response(Status.CONFLICT, e.getMessage());
    }

    @ServerExceptionMapper
    Response invalid(IllegalArgumentException e) {
        return Problem.badRequest(e.getMessage());
    }

    @ServerExceptionMapper
    Response unavailable(KafkaException e) {
        return Problem.response(Status.SERVICE_UNAVAILABLE, e.getMessage());
    }

    @ServerExceptionMapper
    Response notRead(IOException e) {
        LOG.error("request failed", e);
        return Problem.response(
                Status.INTERNAL_SERVER_ERROR, "the store did not answer as it should; the log says why");
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e) {
        LOG.error("request failed", e);
        return Problem.response(Status.INTERNAL_SERVER_ERROR, "the trainer failed at this; the log says why");
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        return Problem.response(e.getResponse().getStatusInfo(), e.getMessage());
    }
}
