package dev.laurel.ingest.rest;

import java.io.InputStream;

import dev.laurel.ingest.InputTopic;
import dev.laurel.schema.GeneratedResponse;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code POST /v1/responses}, described for its users in META-INF/openapi.yaml. */
@Path("/v1/responses")
public final class ResponseResource {

    private final Receiver receiver;

    ResponseResource(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Answers 202 once the broker has acknowledged every record; of a request with an invalid item nothing is published. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/x-ndjson"})
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    public Accepted post(InputStream body) {
        return receiver.receive(GeneratedResponse.class, response -> InputTopic.RESPONSES, body);
    }
}
