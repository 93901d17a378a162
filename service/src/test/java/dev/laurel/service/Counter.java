package dev.laurel.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A service as small as can be: it counts the characters it is sent. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class Counter {

    /** Open when all threads are kept busy. */
    static final CountDownLatch allThreads = new CountDownLatch(4);

    /** Where they wait. */
    static final CountDownLatch closing = new CountDownLatch(1);

    @POST
    @Path("/stream")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Integer> stream(InputStream body) throws IOException {
        return Map.of("length", body.readAllBytes().length);
    }

    @POST
    @Path("/text")
    public Map<String, Integer> text(String body) {
        return Map.of("length", body == null ? 0 : body.length());
    }

    @POST
    @Path("/later")
    public Uni<Map<String, Integer>> later(String body) {
        return Uni.createFrom().item(() -> text(body));
    }

    @POST
    @Path("/node")
    public Map<String, Integer> node(JsonNode body) {
        return Map.of("length", body.size());
    }

    @POST
    @Path("/bug")
    public Map<String, Integer> bug(String body) throws IOException {
        throw new IllegalStateException("a bug that repeats " + body, new IOException(body));
    }

    @POST
    @Path("/busy")
    public Map<String, Integer> busy() throws InterruptedException {
        allThreads.countDown();
        return Map.of("length", closing.await(1, TimeUnit.MINUTES) ? 1 : 0);
    }
}
