package dev.laurel.scorer.rest.call;

import java.util.Map;
import java.util.Optional;

import dev.laurel.schema.Line;
import dev.laurel.schema.accept.Shown;
import dev.laurel.scorer.live.Lease;
import dev.laurel.scorer.live.Lines;
import dev.laurel.scorer.live.LiveModel;
import dev.laurel.service.problem.ProblemException;

/**
 * What clients may name as {@code model}: a line, with or without the version that is active ({@code line@version}); another name that the settings give
 * a line, such as the path of a model that a trainer was started with; and, where there is one line only, anything, since nothing else can be meant.
 *
 * @param aliases line by name
 */
public record ModelNames(Lines lines, Map<String, String> aliases) {

    public ModelNames {
        aliases = Map.copyOf(aliases);
        for (Map.Entry<String, String> alias : aliases.entrySet()) {
            if (lines.named(alias.getValue()).isEmpty()) {
                throw new IllegalArgumentException("the model alias " + Shown.of(alias.getKey()) + " names the line "
                        + Shown.of(alias.getValue()) + ", which does not exist");
            }
            if (lines.named(alias.getKey()).isPresent()) {
                throw new IllegalArgumentException(
                        "the model alias " + Shown.of(alias.getKey()) + " is the name of a line");
            }
        }
    }

    /** The name of a version, {@code line@version}. */
    public static String of(LiveModel model) {
        return model.announced().line() + "@" + model.announced().version();
    }

    /** The version that a request means; throws {@link ProblemException} where there is none. */
    public LiveModel model(Optional<String> name, Lease lease) {
        Line line = line(name).orElseThrow(() -> unknown(name));
        LiveModel model = lease.model(line.name())
                .orElseThrow(() -> Refusals.noModel(
                        null,
                        "line \"%s\" has no active version yet; \"laurel train --line %s\" trains one"
                                .formatted(line.name(), line.name())));
        if (name.isPresent() && isVersionOf(line, name.get()) && !name.get().equals(of(model))) {
            throw unknown(name);
        }
        return model;
    }

    /** The line of requests that name none. */
    public Optional<Line> usual() {
        return lines.serving("default", "default").or(this::only);
    }

    private Optional<Line> only() {
        return lines.all().size() == 1 ? Optional.of(lines.all().get(0)) : Optional.empty();
    }

    private Optional<Line> line(Optional<String> name) {
        return name.isEmpty()
                ? usual()
                : lines.named(aliases.getOrDefault(name.get(), name.get()))
                        .or(() -> lines.all().stream()
                                .filter(line -> isVersionOf(line, name.get()))
                                .findFirst())
                        .or(this::only);
    }

    private static boolean isVersionOf(Line line, String name) {
        return name.startsWith(line.name() + "@")
                && name.substring(line.name().length() + 1).matches("\\d+");
    }

    private static ProblemException unknown(Optional<String> name) {
        return Refusals.noLine(
                null,
                "model",
                name.map(given -> "The model `" + given + "` does not exist.")
                        .orElse("no line serves tenant and task \"default\": name one as model"));
    }
}
