package dev.laurel.service.problem;

import java.util.List;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Problems in the form of who called. */
@Singleton
public class Forms {

    private final List<CallersForm> forms;

    Forms(@All List<CallersForm> forms) {
        this.forms = forms;
    }

    /** A problem as it goes over the wire. */
    public record Written(int status, String mediaType, String body) {}

    public Written write(String path, Problem problem) {
        return forms.stream()
                .filter(form -> form.isOf(path))
                .findFirst()
                .map(form -> new Written(problem.status(), form.mediaType(), form.body(path, problem)))
                .orElseGet(() -> new Written(problem.status(), Problem.MEDIA_TYPE, problem.json()));
    }

    Response response(String path, Problem problem) {
        Written written = write(path, problem);
        return Response.status(written.status())
                .type(written.mediaType())
                .entity(written.body())
                .build();
    }
}
