package dev.laurel.trainer.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

import dev.laurel.trainer.Lines;
import dev.laurel.trainer.line.RefusedException;
import dev.laurel.trainer.report.LaterDecisions;
import dev.laurel.trainer.report.RunReport;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports of versions over HTTP: as they were written when the versions were made, with what was decided since. */
@Path("/v1/lines/{line}/models/{version}")
public class ReportResource {

    private static final Logger LOG = LoggerFactory.getLogger(ReportResource.class);
    private static final String HTML = "text/html;charset=UTF-8";
    private static final String NOTHING_BUT_STYLE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final Lines lines;

    ReportResource(Lines lines) {
        this.lines = lines;
    }

    /** The page; browsers are told to run and to load nothing, whatever should have got into it. */
    @GET
    @Path("/report")
    @Produces(HTML)
    public Response page(String line, int version) throws IOException {
        String page = file(line, version, RunReport.PAGE);
        return Response.ok(since(line, version).map(later -> later.into(page)).orElse(page), HTML)
                .header("Content-Security-Policy", NOTHING_BUT_STYLE)
                .build();
    }

    @GET
    @Path("/report.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String json(String line, int version) throws IOException {
        String report = file(line, version, RunReport.JSON);
        Optional<LaterDecisions> later = since(line, version);
        return later.isPresent() ? later.get().intoJson(report) : report;
    }

    /** Empty where the broker does not tell; the report is there without it. */
    private Optional<LaterDecisions> since(String line, int version) throws IOException {
        try {
            return Optional.of(LaterDecisions.of(
                    lines.line(line).version(version).manifest(),
                    lines.line(line).announced().appointments()));
        } catch (KafkaException e) {
            LOG.warn(
                    "report is without later decisions line={} version={} reason=\"{}\"",
                    line,
                    version,
                    e.getMessage());
            return Optional.empty();
        }
    }

    private String file(String line, int version, String name) throws IOException {
        java.nio.file.Path file = lines.line(line).version(version).directory().resolve(name);
        if (Files.notExists(file)) {
            throw new RefusedException(
                    RefusedException.Kind.UNKNOWN, "version " + version + " of line " + line + " has no " + name);
        }
        return Files.readString(file);
    }
}
