package dev.laurel.trainer.rest;

import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.publish.LineTakenOverException;
import dev.laurel.trainer.publish.TamperedException;
import dev.laurel.trainer.train.TrainingFailedException;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.apache.kafka.common.KafkaException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Exceptions as problems. */
class Problems {

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
    Response http(WebApplicationException e) {
        return Problem.response(e.getResponse().getStatusInfo(), e.getMessage());
    }
}
