package dev.laurel.ingest.rest;

import java.io.InputStream;

import dev.laurel.ingest.Intake;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code POST /v1/feedback}. */
@Path("/v1/feedback")
public final class FeedbackResource {

    private final Receiver receiver;

    FeedbackResource(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Answers 202 once the broker has acknowledged every record; of a request with an invalid item nothing is published. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/x-ndjson"})
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Operation(summary = "Takes feedback: a FeedbackEvent, an array of them, or one a line.")
    @APIResponse(responseCode = "202", description = "The broker has acknowledged every record.")
    @APIResponse(responseCode = "400", description = "Malformed JSON, or an item that is not of the schema.")
    @APIResponse(responseCode = "413", description = "The body, or one record, is too large.")
    @APIResponse(responseCode = "422", description = "An item that says something impossible.")
    @APIResponse(responseCode = "503", description = "Kafka or the schema registry does not answer.")
    public Accepted post(InputStream body) {
        return receiver.receive(Intake.FEEDBACK, body);
    }
}
